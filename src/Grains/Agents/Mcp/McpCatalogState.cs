using System.Text.Json.Serialization;
using Aegis.Mcp;
using Aegis.Storage.States;

namespace Aegis.Grains.Agents.Mcp;

/// <summary>The tools of MCP servers that were ever seen. No secrets and nothing of customers.</summary>
public sealed class McpCatalogState : GridState
{
    /// <summary>By server and name.</summary>
    public List<McpToolEntry> Tools { get; set; } = [];

    [JsonIgnore]
    public override DateTimeOffset? NextDueAt => null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(McpCatalogState))]
internal sealed partial class McpJson : JsonSerializerContext;
