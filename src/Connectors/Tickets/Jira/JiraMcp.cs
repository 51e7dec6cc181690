using System.Text.Json.Nodes;
using Aegis.Connectors.Mcp;

namespace Aegis.Connectors.Tickets.Jira;

/// <summary>Jira through an MCP server: mcp-atlassian, or another whose tools can be told by their names and arguments.</summary>
internal sealed class JiraMcp(IMcpServer server, JiraSettings settings) : IJiraRoad
{
    private const string ReadFields = "summary,description,status,priority,labels,created";

    /// <summary>An issue with as many comments may have more, and ours may be among those.</summary>
    private const int MostComments = 100;

    private const string CommentLimit = "comment_limit";

    public string Name => "mcp";

    public async Task<string> CreateAsync(NewIssue issue, CancellationToken cancellationToken)
    {
        var tool = (await ToolsAsync(cancellationToken)).Create ?? throw Lacks("create issues");
        var arguments = tool.Arguments();
        tool.Set(arguments, issue.ProjectKey!, "project_key", "projectKey", "project", "projectIdOrKey");
        tool.Set(arguments, issue.Summary, "summary", "title");
        tool.Set(arguments, settings.IssueType, "issue_type", "issueType", "issueTypeName", "issuetype", "type");
        tool.Set(arguments, issue.Description, "description", "body");
        if (issue.Priority is { } priority && !tool.Set(arguments, priority, "priority"))
            tool.SetField(arguments, "priority", new JsonObject { ["name"] = priority });
        if (!tool.Set(arguments, Labels(issue), "labels") && !tool.SetField(arguments, "labels", Labels(issue)))
            throw Lacks("give labels to issues");

        var answer = await server.CallAsync(tool.Tool.Name, arguments, changes: true, cancellationToken);
        Accept(answer, tool);
        return JiraReader.CreatedKey(answer, issue.ProjectKey!)
            ?? throw new ConnectorException(FailureKind.Unknown, $"{tool.Tool.Name} of the MCP server {server.Name} did not name the issue.");
    }

    public async Task<string?> CommentAsync(string issueKey, string text, CancellationToken cancellationToken)
    {
        var tool = (await ToolsAsync(cancellationToken)).Comment ?? throw Lacks("comment on issues");
        var arguments = Of(tool, issueKey);
        if (!tool.Set(arguments, text, "body", "comment", "text", "commentBody", "comment_body", "content"))
            throw Lacks("comment on issues");
        var answer = await server.CallAsync(tool.Tool.Name, arguments, changes: true, cancellationToken);
        Accept(answer, tool);
        return JiraReader.CommentId(answer);
    }

    public async Task<Issue?> GetAsync(string issueKey, CancellationToken cancellationToken) =>
        await ReadAsync(issueKey, cancellationToken) is { } json ? JiraReader.Issue(json) ?? throw Unreadable("an issue") : null;

    public async Task<IReadOnlyList<IssueComment>?> CommentsAsync(string issueKey, CancellationToken cancellationToken)
    {
        if (await ReadAsync(issueKey, cancellationToken) is not { } json)
            return null;
        // A server that is told how many comments to send leaves the list out where there are none.
        var comments = JiraReader.Comments(json)
            ?? ((await ToolsAsync(cancellationToken)).Get!.Properties.ContainsKey(CommentLimit) ? [] : throw Unreadable("an issue's comments"));
        return comments.Count < MostComments ? comments : throw Unreadable("all of an issue's comments");
    }

    public async Task<IReadOnlyList<Issue>> FindByLabelAsync(string label, CancellationToken cancellationToken)
    {
        var tool = (await ToolsAsync(cancellationToken)).Search ?? throw Lacks("search issues");
        var arguments = tool.Arguments();
        if (!tool.Set(arguments, $"labels = \"{label}\" ORDER BY created ASC", "jql", "jqlQuery", "query"))
            throw Lacks("search issues");
        tool.Set(arguments, new JsonArray([.. ReadFields.Split(',').Select(field => JsonValue.Create(field))]), "fields");
        var answer = await server.CallAsync(tool.Tool.Name, arguments, changes: false, cancellationToken);
        if (answer.IsError)
            throw Unreadable("a search");
        return JiraReader.Issues(JiraReader.Json(answer)) ?? throw Unreadable("a search");
    }

    public Task<bool> EndAsync() => server.EndAsync();

    private async Task<JiraTools> ToolsAsync(CancellationToken cancellationToken) =>
        JiraTools.Of(await server.ListToolsAsync(anew: false, cancellationToken), settings.Tools);

    private async Task<JsonNode?> ReadAsync(string issueKey, CancellationToken cancellationToken)
    {
        var tool = (await ToolsAsync(cancellationToken)).Get ?? throw Lacks("read issues");
        var arguments = Of(tool, issueKey);
        tool.Set(arguments, new JsonArray([.. ReadFields.Split(',').Append("comment").Select(field => JsonValue.Create(field))]), "fields");
        tool.Set(arguments, MostComments, CommentLimit);
        var answer = await server.CallAsync(tool.Tool.Name, arguments, changes: false, cancellationToken);
        if (answer.IsError)
            return IsMissing(answer.Text) ? null : throw Unreadable("an issue");
        return JiraReader.Json(answer) ?? throw Unreadable("an issue");
    }

    private JsonObject Of(JiraTool tool, string issueKey)
    {
        var arguments = tool.Arguments();
        return tool.Set(arguments, issueKey, "issue_key", "issueKey", "issueIdOrKey", "issue_id_or_key", "key", "issue") ? arguments : throw Lacks("name an issue");
    }

    private static JsonArray Labels(NewIssue issue) => new([.. issue.Labels.Select(label => JsonValue.Create(label))]);

    private static bool IsMissing(string text) =>
        text.Contains("404", StringComparison.Ordinal) || text.Contains("not found", StringComparison.OrdinalIgnoreCase) || text.Contains("does not exist", StringComparison.OrdinalIgnoreCase);

    /// <summary>An error that the tool reports was answered by Jira, or never reached it; whoever goes on by another road looks first all the same.</summary>
    private void Accept(McpAnswer answer, JiraTool tool)
    {
        if (answer.IsError)
            throw new ConnectorException(FailureKind.Rejected, $"{tool.Tool.Name} of the MCP server {server.Name} answered with an error.");
    }

    private ConnectorException Lacks(string what) =>
        new(FailureKind.Unavailable, $"The MCP server {server.Name} has no tool to {what}: name it in Connectors:Tickets:Jira:Tools.");

    private ConnectorException Unreadable(string what) =>
        new(FailureKind.Unavailable, $"The MCP server {server.Name} answered with what cannot be read as {what}.");
}
