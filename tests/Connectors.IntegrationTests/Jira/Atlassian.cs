using System.Text.Json.Nodes;
using Aegis.Connectors.IntegrationTests.Mcp;
using ModelContextProtocol.Protocol;

namespace Aegis.Connectors.IntegrationTests.Jira;

/// <summary>The tools of mcp-atlassian as it declares them (Python, cannot run here): the arguments it takes, and answers as its text wrapped once more.</summary>
public sealed class Atlassian
{
    private readonly List<JsonObject> _issues = [];

    public List<(string Tool, JsonObject Arguments)> Calls { get; } = [];

    /// <summary>How the next issue is answered after it was made; null answers as usual.</summary>
    public Func<CancellationToken, Task<CallToolResult>>? NextCreated { get; set; }

    public int Created => _issues.Count;

    public HostedTool[] Tools =>
    [
        new("jira_create_issue", """{"type":"object","properties":{"project_key":{"type":"string"},"summary":{"type":"string"},"issue_type":{"type":"string"},"assignee":{"anyOf":[{"type":"string"},{"type":"null"}],"default":null},"description":{"anyOf":[{"type":"string"},{"type":"null"}],"default":null},"components":{"anyOf":[{"type":"string"},{"type":"null"}],"default":null},"additional_fields":{"anyOf":[{"type":"string"},{"type":"null"}],"default":null}},"required":["project_key","summary","issue_type"]}""", CreateAsync),
        new("jira_add_comment", """{"type":"object","properties":{"issue_key":{"type":"string"},"body":{"type":"string"},"visibility":{"anyOf":[{"type":"string"},{"type":"null"}],"default":null}},"required":["issue_key","body"]}""", CommentAsync),
        new("jira_get_issue", """{"type":"object","properties":{"issue_key":{"type":"string"},"fields":{"type":"string"},"comment_limit":{"type":"integer"}},"required":["issue_key"]}""", GetAsync),
        new("jira_search", """{"type":"object","properties":{"jql":{"type":"string"},"fields":{"type":"string"},"limit":{"type":"integer"}},"required":["jql"]}""", SearchAsync),
        new("jira_search_fields", """{"type":"object","properties":{"keyword":{"type":"string"}}}""", (_, _) => throw new InvalidOperationException()),
    ];

    private async Task<CallToolResult> CreateAsync(JsonObject arguments, CancellationToken cancellationToken)
    {
        Calls.Add(("jira_create_issue", arguments));
        var more = JsonNode.Parse(arguments["additional_fields"]!.GetValue<string>())!;
        var issue = new JsonObject
        {
            ["id"] = $"{10_000 + _issues.Count}", ["key"] = $"{arguments["project_key"]}-{_issues.Count + 1}", ["summary"] = arguments["summary"]!.DeepClone(), ["description"] = arguments["description"]!.DeepClone(),
            ["status"] = new JsonObject { ["name"] = "To Do" }, ["priority"] = more["priority"]!.DeepClone(), ["labels"] = more["labels"]!.DeepClone(), ["created"] = "2026-03-01 10:00:00+00:00",
        };
        _issues.Add(issue);
        if (NextCreated is { } answer)
        {
            NextCreated = null;
            return await answer(cancellationToken);
        }

        return Told(new JsonObject { ["message"] = "Issue created successfully", ["issue"] = issue.DeepClone() });
    }

    private Task<CallToolResult> CommentAsync(JsonObject arguments, CancellationToken cancellationToken)
    {
        Calls.Add(("jira_add_comment", arguments));
        var issue = _issues.Single(one => one["key"]!.ToString() == arguments["issue_key"]!.ToString());
        var comments = (JsonArray)(issue["comments"] ??= new JsonArray());
        var comment = new JsonObject { ["id"] = $"{20_000 + comments.Count}", ["body"] = arguments["body"]!.DeepClone(), ["created"] = "2026-03-01 11:00:00+00:00", ["author"] = new JsonObject { ["display_name"] = "Robot" } };
        comments.Add(comment);
        return Task.FromResult(Told(comment.DeepClone()));
    }

    private Task<CallToolResult> GetAsync(JsonObject arguments, CancellationToken cancellationToken) => Task.FromResult(
        _issues.Find(one => one["key"]!.ToString() == arguments["issue_key"]!.ToString()) is { } issue
            ? Told(issue.DeepClone()) : HostedTool.Text("Error calling tool 'get_issue': Issue Does Not Exist", isError: true));

    private Task<CallToolResult> SearchAsync(JsonObject arguments, CancellationToken cancellationToken)
    {
        var label = arguments["jql"]!.GetValue<string>().Split('"')[1];
        var found = _issues.Where(one => one["labels"]!.AsArray().Any(l => l!.GetValue<string>() == label)).Select(one => one.DeepClone()).ToArray();
        return Task.FromResult(Told(new JsonObject { ["total"] = found.Length, ["start_at"] = 0, ["max_results"] = 10, ["issues"] = new JsonArray(found) }));
    }

    private static CallToolResult Told(JsonNode json) => new()
    {
        Content = [new TextContentBlock { Text = json.ToJsonString() }],
        StructuredContent = System.Text.Json.JsonSerializer.SerializeToElement(new JsonObject { ["result"] = json.ToJsonString() }),
    };
}
