using Aegis.Grains.Catalogue;

namespace Aegis.Eval.Scenarios;

/// <summary>The tools a scenario may name.</summary>
internal static class KnownTools
{
    public static ImmutableSortedSet<string> All { get; } =
        [.. BuiltInTools.All.Select(tool => tool.Name)];

    /// <summary>Tools of MCP servers are named "mcp:server:tool".</summary>
    public static bool Are(string tool) => All.Contains(tool) || tool.StartsWith("mcp:", StringComparison.Ordinal);
}
