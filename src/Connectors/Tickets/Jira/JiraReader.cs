using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aegis.Connectors.Mcp;

namespace Aegis.Connectors.Tickets.Jira;

/// <summary>Reads what Jira MCP servers answer: Jira's own JSON, the plainer one of mcp-atlassian, or a sentence with a key in it.</summary>
internal static partial class JiraReader
{
    /// <summary>The answer as JSON, or null where it is none.</summary>
    public static JsonNode? Json(McpAnswer answer)
    {
        // Some servers wrap their text once more.
        if (answer.Structured is JsonObject { Count: 1 } wrapped && wrapped["result"] is JsonValue text && text.GetValueKind() == JsonValueKind.String)
            return Parse(text.GetValue<string>());
        return answer.Structured ?? Parse(answer.Text);
    }

    /// <summary>The key of an issue that was made.</summary>
    public static string? CreatedKey(McpAnswer answer, string projectKey) =>
        Json(answer) is JsonObject made && Text((made["issue"] ?? made)["key"]) is { } key ? key
        : Regex.Match(answer.Text, $@"\b{Regex.Escape(projectKey)}-[1-9][0-9]*\b", RegexOptions.CultureInvariant) is { Success: true } found ? found.Value
        : null;

    public static string? CommentId(McpAnswer answer) =>
        Json(answer) is JsonObject made && Text((made["comment"] as JsonObject ?? made)["id"]) is { } id ? id
        : CommentIds().Match(answer.Text) is { Success: true } found ? found.Groups[1].Value
        : null;

    public static Issue? Issue(JsonNode? json)
    {
        if (json is not JsonObject root || (root["issue"] as JsonObject ?? root) is not { } issue || Text(issue["key"]) is not { } key)
            return null;
        var fields = issue["fields"] as JsonObject ?? issue;
        var labels = (fields["labels"] as JsonArray ?? []).Select(Text).OfType<string>().ToImmutableArray();
        return new Issue(Text(issue["id"]) ?? key, key, "", Text(fields["summary"]) ?? "", Prose(fields["description"]), Named(fields["status"]), Named(fields["priority"]),
            labels, Time(fields["created"]), JiraMarks.CustomerOf(labels));
    }

    /// <summary>The issues of a search, or null where the answer holds no list of them: that is not the same as none.</summary>
    public static IReadOnlyList<Issue>? Issues(JsonNode? json)
    {
        if ((json as JsonArray ?? (json as JsonObject)?["issues"] as JsonArray) is not { } listed)
            return null;
        var issues = listed.Select(Issue).ToList();
        return issues.Contains(null) ? null : [.. issues.OfType<Issue>().OrderBy(issue => issue.Created)];
    }

    /// <summary>The comments that came with an issue, or null where none came: that is not the same as an issue without.</summary>
    public static IReadOnlyList<IssueComment>? Comments(JsonNode? json)
    {
        var issue = (json as JsonObject)?["issue"] as JsonObject ?? json as JsonObject;
        var fields = issue?["fields"] as JsonObject ?? issue;
        return (fields?["comments"] as JsonArray ?? (fields?["comment"] as JsonObject)?["comments"] as JsonArray) is { } comments
            ? [.. comments.OfType<JsonObject>().Select(Comment)]
            : null;
    }

    private static IssueComment Comment(JsonObject comment) =>
        new(Text(comment["id"]) ?? "", Named(comment["author"]), Prose(comment["body"]), null, Time(comment["created"]));

    private static string Prose(JsonNode? text) => text is JsonObject document ? AdfText.FromDocument(document) : Text(text) ?? "";

    private static string Named(JsonNode? node) =>
        node is JsonObject named ? Text(named["displayName"]) ?? Text(named["display_name"]) ?? Text(named["name"]) ?? "" : Text(node) ?? "";

    private static string? Text(JsonNode? node) => node is not JsonValue value ? null : value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };

    private static DateTimeOffset Time(JsonNode? node) =>
        DateTimeOffset.TryParse(Text(node), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        || DateTimeOffset.TryParseExact(Text(node), "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out time)
            ? time : DateTimeOffset.UnixEpoch;

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"comment\s*id\W{1,6}([0-9]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CommentIds();
}
