namespace Aegis.Grains.Catalogue;

/// <summary>How tools of MCP servers are named.</summary>
public static class ToolNames
{
    private const string Prefix = "mcp:";

    public static string OfServer(string server, string tool) => $"{Prefix}{server}:{tool}";

    /// <summary>Under this name one handler performs all tools of servers that act.</summary>
    public const string AnyOfServers = Prefix + "*";

    public static bool IsOfServer(string? name) => name?.StartsWith(Prefix, StringComparison.Ordinal) == true;
}
