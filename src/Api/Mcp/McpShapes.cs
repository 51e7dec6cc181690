using System.Text.Json.Serialization;
using Aegis.Api.Json;
using Aegis.Mcp;

namespace Aegis.Api.Mcp;

/// <param name="Hash">Of the declaration that was looked at.</param>
internal sealed record AcceptMcpTool(string Hash) : IBody<AcceptMcpTool>
{
    public static AcceptMcpTool Read(JsonForm form) => new(form.Text("hash", 64));
}

/// <summary>What a server says of its tool: data, whatever it says.</summary>
/// <param name="Schema">JSON schema of its arguments.</param>
public sealed record McpDeclarationView(string Description, [property: JsonConverter(typeof(RawJson))] string Schema, string Hash)
{
    public static McpDeclarationView Of(McpDeclaration declared) => new(declared.Description, declared.Schema, declared.Hash);
}

/// <param name="Name">As policy and ledger name it.</param>
/// <param name="Now">As its server declares it now.</param>
/// <param name="Accepted">As it was accepted; left out before that.</param>
public sealed record McpToolView(
    string Id, string Name, string Server, string Tool, McpToolStatus Status, McpRisk Risk, ImmutableArray<string> Agents, McpDeclarationView Now,
    McpDeclarationView? Accepted, string? AcceptedBy, DateTimeOffset? AcceptedAt, DateTimeOffset FirstSeenAt, DateTimeOffset ChangedAt)
{
    public static McpToolView Of(McpToolEntry entry) => new(
        entry.Id, $"mcp:{entry.Server}:{entry.Now.Tool}", entry.Server, entry.Now.Tool, entry.Status, entry.Now.Risk, entry.Now.Agents, McpDeclarationView.Of(entry.Now),
        entry.Accepted is { } accepted ? McpDeclarationView.Of(accepted) : null, entry.AcceptedBy, entry.AcceptedAt, entry.FirstSeenAt, entry.ChangedAt);
}

public sealed record McpToolList(ImmutableArray<McpToolView> Items);
