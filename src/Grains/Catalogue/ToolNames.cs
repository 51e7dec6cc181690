namespace Aegis.Grains.Catalogue;

/// <summary>How tools of MCP servers are named.</summary>
public static class ToolNames
{
    private const string Prefix = "mcp:";

    public static string OfServer(string server, string tool) => $"{Prefix}{server}:{tool}";

    public static bool IsOfServer(string? name) => name?.StartsWith(Prefix, StringComparison.Ordinal) == true;
}
