using Aegis.Dashboard.Components.Ledger;
using Aegis.Mcp;

namespace Aegis.Dashboard.Components.Settings;

/// <summary>How the console words the tools of MCP servers.</summary>
internal static class ToolWords
{
    public static string Of(McpToolStatus status) => status switch
    {
        McpToolStatus.Offered => "Offered",
        McpToolStatus.New => "New: waits",
        McpToolStatus.Changed => "Changed: waits",
        _ => "No longer declared",
    };

    public static string Tone(McpToolStatus status) => status switch
    {
        McpToolStatus.Offered => "good",
        McpToolStatus.Gone => "",
        _ => "warn",
    };

    public static string Of(McpRisk risk) => risk == McpRisk.Act ? "Changes something" : "Only reads";

    /// <summary>All that is declared, as text to compare.</summary>
    public static string Of(McpDeclaration declared) =>
        $"{declared.Description.Trim()}\n\n{Of(declared.Risk)}\nFor {string.Join(", ", declared.Agents)}\n\n{Json.Indented(declared.Schema)}";
}
