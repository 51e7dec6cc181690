using System.Text.Json.Serialization;

namespace Aegis.Grains.Agents.Mcp;

/// <summary>What a tool of an MCP server answered: data, within bounds, without keys.</summary>
/// <param name="Text">Empty where it could not be asked.</param>
public sealed record McpFinding(string Tool, string Details, string Text) : Finding(Tool, Details, ActionArguments.None)
{
    [JsonIgnore]
    public override string Told => Text.Length == 0 ? Details : Text;
}
