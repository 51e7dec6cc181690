using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Aegis.Connectors.Mcp;

/// <summary>Documentation and code by the tools of an MCP server, found by their names and arguments.</summary>
internal sealed class McpDocs(IMcpServer server, DocsServerSettings settings) : IDocsServer
{
    private static readonly ImmutableArray<string> DocsTools = ["query_knowledge_base", "chargebee_documentation_search", "documentation_search", "search_documentation", "search_docs", "query_docs"];
    private static readonly ImmutableArray<string> CodeTools = ["query_code", "chargebee_code_planner", "code_planner", "search_code", "chargebee_code_search"];
    private static readonly ImmutableArray<string> QueryNames = ["query", "question", "search_query", "q", "text", "input", "prompt", "goal"];

    public string Title => settings.Title;

    public async Task<DocsAnswer?> AskAsync(string question, bool code, string? language, CancellationToken cancellationToken)
    {
        var tool = Find(await server.ListToolsAsync(anew: false, cancellationToken), code)
            ?? throw new ConnectorException(FailureKind.Rejected, $"The MCP server {server.Name} has no tool that searches documentation: name it in Mcp:Docs:DocsTool.");
        var answer = await server.CallAsync(tool.Name, Arguments(tool, question, language), changes: false, cancellationToken);
        if (answer.IsError)
            throw new ConnectorException(FailureKind.Rejected, $"{tool.Name} of the MCP server {server.Name} answered with an error.");
        return string.IsNullOrWhiteSpace(answer.Text) ? null : new DocsAnswer(tool.Name, answer.Text);
    }

    private McpTool? Find(ImmutableArray<McpTool> tools, bool code)
    {
        IEnumerable<string?> names = code
            ? [settings.CodeTool, .. settings.CodeTool is null ? CodeTools : [], settings.DocsTool, .. DocsTools]
            : [settings.DocsTool, .. settings.DocsTool is null ? DocsTools : []];
        return names.Select(name => tools.FirstOrDefault(tool => tool.Name == name)).FirstOrDefault(tool => tool is not null);
    }

    private static JsonObject Arguments(McpTool tool, string question, string? language)
    {
        var known = (JsonNode.Parse(tool.InputSchema) as JsonObject)?["properties"] as JsonObject ?? [];
        var query = QueryNames.FirstOrDefault(known.ContainsKey) ?? known.FirstOrDefault().Key ?? "query";
        var arguments = new JsonObject { [query] = question };
        if (language is not null && known.ContainsKey("language"))
            arguments["language"] = language;
        return arguments;
    }
}
