using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Aegis.Connectors.Mcp;

namespace Aegis.Connectors.Tickets.Jira;

/// <summary>The tools of a Jira MCP server that tickets need; null for a purpose it has none for.</summary>
internal sealed record JiraTools(JiraTool? Create, JiraTool? Comment, JiraTool? Get, JiraTool? Search)
{
    private static readonly ImmutableArray<string> CreateNames = ["createissue", "issuecreate", "createticket", "newissue"];
    private static readonly ImmutableArray<string> CommentNames = ["addcomment", "createcomment", "addissuecomment", "commentissue", "addcommenttoissue", "commentadd"];
    private static readonly ImmutableArray<string> GetNames = ["getissue", "readissue", "issueget", "getissuedetails"];
    private static readonly ImmutableArray<string> SearchNames = ["search", "searchissues", "searchissuesusingjql", "searchjql", "jqlsearch", "searchissuesbyjql", "issuesearch"];

    /// <summary>Finds the tools by the names that are configured, else by names that such servers have: mcp-atlassian's first.</summary>
    public static JiraTools Of(ImmutableArray<McpTool> tools, IDictionary<string, string> configured) => new(
        Find(tools, configured, "create", CreateNames, ("issues", "create")),
        Find(tools, configured, "comment", CommentNames, ("comments", "add")),
        Find(tools, configured, "get", GetNames, ("issues", "get")),
        Find(tools, configured, "search", SearchNames, ("search", "issues")));

    private static JiraTool? Find(ImmutableArray<McpTool> tools, IDictionary<string, string> configured, string purpose, ImmutableArray<string> names, (string Tool, string Action) shared)
    {
        if (configured.TryGetValue(purpose, out var name))
            return tools.FirstOrDefault(tool => tool.Name == name) is { } chosen ? Of(chosen, shared.Action) : null;
        return tools.Where(tool => names.Contains(Plain(tool.Name))).Select(tool => Of(tool, shared.Action)).MinBy(tool => names.IndexOf(Plain(tool.Tool.Name)))
            ?? tools.Where(tool => Plain(tool.Name).TrimEnd('s') == shared.Tool.TrimEnd('s')).Select(tool => Of(tool, shared.Action)).FirstOrDefault(tool => tool.Action is not null);
    }

    /// <summary>The tool, with the action where it has several that include it.</summary>
    private static JiraTool Of(McpTool tool, string action)
    {
        var properties = (JsonNode.Parse(tool.InputSchema) as JsonObject)?["properties"] as JsonObject ?? [];
        var several = properties["action"]?["enum"] as JsonArray;
        return new(tool, properties, several?.Any(one => one?.GetValue<string>() == action) == true ? action : null);
    }

    private static string Plain(string name) =>
        string.Concat(name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)).Replace("jira", "", StringComparison.Ordinal);
}
