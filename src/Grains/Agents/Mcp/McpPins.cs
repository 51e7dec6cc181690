using Aegis.Grains.Hosting;
using Aegis.Mcp;

namespace Aegis.Grains.Agents.Mcp;

/// <summary>When a tool of an MCP server is offered. A server may change what it says of a tool, and what it says is read by models: so it counts only as somebody accepted it.</summary>
public class McpPins
{
    /// <summary>Tools kept of one server; more are not looked at.</summary>
    public const int MostOfServer = 100;

    public static string IdOf(string server, string tool) => DerivedId.Of("mcp", server, tool);

    /// <summary>What is kept of a tool after it was declared.</summary>
    /// <param name="known">What was kept before, or null at first sight.</param>
    public McpToolEntry Seen(McpToolEntry? known, string server, McpDeclaration declared, DateTimeOffset now)
    {
        var entry = known is null
            ? new McpToolEntry(IdOf(server, declared.Tool), server, McpToolStatus.New, declared, null, null, null, now, now)
            : known with { Now = declared, ChangedAt = known.Now.Hash == declared.Hash ? known.ChangedAt : now };
        // Whoever configured a tool that reads has accepted it as it was then.
        if (entry.Accepted is null && declared.Risk == McpRisk.Read && known is null)
            entry = entry with { Accepted = declared, AcceptedAt = now };
        else if (entry.Accepted is { } accepted && accepted.Hash == declared.Hash)
            // Risk and agents are the configuration's, not the server's.
            entry = entry with { Accepted = declared };
        return entry with { Status = StatusOf(entry) };
    }

    /// <summary>A server that declares a tool no more.</summary>
    public static McpToolEntry Missing(McpToolEntry known) => known with { Status = McpToolStatus.Gone };

    public McpToolEntry Accept(McpToolEntry entry, string by, DateTimeOffset now)
    {
        var accepted = entry with { Accepted = entry.Now, AcceptedBy = by, AcceptedAt = now };
        return accepted with { Status = entry.Status == McpToolStatus.Gone ? McpToolStatus.Gone : StatusOf(accepted) };
    }

    /// <summary>Whether a declaration is the accepted one.</summary>
    public virtual bool Holds(McpDeclaration accepted, string hash) => accepted.Hash == hash;

    private McpToolStatus StatusOf(McpToolEntry entry) => entry switch
    {
        { Accepted: null } => McpToolStatus.New,
        { Accepted: { } accepted } when !Holds(accepted, entry.Now.Hash) => McpToolStatus.Changed,
        // One that was configured as reading and now acts was never accepted as that.
        { Now.Risk: McpRisk.Act, AcceptedBy: null } => McpToolStatus.New,
        _ => McpToolStatus.Offered,
    };
}
