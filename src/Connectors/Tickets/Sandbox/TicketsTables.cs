using System.Globalization;
using System.Text.Json;
using Aegis.Connectors.Calls;
using Aegis.Connectors.Sandboxes;
using Microsoft.Data.Sqlite;

namespace Aegis.Connectors.Tickets.Sandbox;

/// <summary>What the ticket system keeps, and what its operations do to it. Issue numbers have no gaps: a number is taken in the commit that uses it.</summary>
internal sealed class TicketsTables(string projectKey, string publicUrl)
{
    public const string Sql = """
        CREATE TABLE IF NOT EXISTS issues (number INTEGER PRIMARY KEY, summary TEXT NOT NULL, description TEXT NOT NULL, priority TEXT NOT NULL,
            labels TEXT NOT NULL, reference TEXT, created_at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS labels (label TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (label, number)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS comments (id INTEGER PRIMARY KEY, number INTEGER NOT NULL, body TEXT NOT NULL, operation TEXT, created_at INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS comments_of ON comments (number);
        """;

    private const string Columns = "number, summary, description, priority, labels, created_at, reference";
    private const string Author = "Aegis";
    private const int FirstId = 10000;
    private const int LongestText = 32767;

    private static readonly string[] Priorities = ["Lowest", "Low", "Medium", "High", "Highest"];

    public Answer<CreatedIssue> CreateIssue(SandboxSession session, NewIssue asked, string? idempotencyKey) =>
        session.Once(CheckedKey(idempotencyKey), asked, TimeSpan.FromDays(3650), () =>
        {
            Check(asked);
            var number = session.Query("SELECT coalesce(max(number), 0) + 1 FROM issues", row => row.GetInt64(0))[0];
            session.Execute("INSERT INTO issues VALUES ($1, $2, $3, $4, $5, $6, $7)", number, asked.Summary, asked.Description,
                asked.Priority ?? "Medium", JsonSerializer.Serialize(asked.Labels), asked.Reference, session.Now.ToUnixTimeMilliseconds());
            foreach (var label in asked.Labels)
                session.Execute("INSERT OR IGNORE INTO labels VALUES ($1, $2)", label, number);
            session.AddEffect(TicketsSandbox.CreateIssue, idempotencyKey, Key(number), asked.Reference ?? Key(number));
            return new CreatedIssue(Id(number), Key(number), Browse(number));
        });

    public Answer<IssueComment> AddComment(SandboxSession session, string issueKey, NewComment asked, string? idempotencyKey) =>
        session.Once(CheckedKey(idempotencyKey), new { issueKey, asked }, TimeSpan.FromDays(3650), () =>
        {
            if (string.IsNullOrWhiteSpace(asked.Text) || asked.Text.Length > LongestText)
                throw Wrong("comment", $"Comment body must be 1 to {LongestText} characters.");
            var number = Number(session, issueKey);
            var id = session.Query("INSERT INTO comments (number, body, operation, created_at) VALUES ($1, $2, $3, $4) RETURNING id",
                row => row.GetInt64(0), number, asked.Text, asked.Operation, session.Now.ToUnixTimeMilliseconds())[0];
            var comment = new IssueComment(Id(id), Author, asked.Text, asked.Operation, Milliseconds(session.Now.ToUnixTimeMilliseconds()));
            session.AddEffect(TicketsSandbox.AddComment, idempotencyKey, comment.Id, Key(number));
            return comment;
        });

    public Issue GetIssue(SandboxSession session, string issueKey) =>
        session.Query($"SELECT {Columns} FROM issues WHERE number = $1", ToIssue, Number(session, issueKey))[0];

    public IReadOnlyList<IssueComment> GetComments(SandboxSession session, string issueKey) => session.Query(
        "SELECT id, body, operation, created_at FROM comments WHERE number = $1 ORDER BY id",
        row => new IssueComment(Id(row.GetInt64(0)), Author, row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), Milliseconds(row.GetInt64(3))),
        Number(session, issueKey));

    public IReadOnlyList<Issue> FindByLabel(SandboxSession session, string label) =>
        session.Query($"SELECT {Columns} FROM labels JOIN issues USING (number) WHERE label = $1 ORDER BY number", ToIssue, label);

    private void Check(NewIssue asked)
    {
        if (asked.ProjectKey is { } project && project != projectKey)
            throw Wrong("project", $"valid project is required; this sandbox has {projectKey}");
        if (string.IsNullOrWhiteSpace(asked.Summary))
            throw Wrong("summary", "You must specify a summary of the issue.");
        if (asked.Summary.Length > 255 || asked.Summary.AsSpan().ContainsAny('\r', '\n'))
            throw Wrong("summary", "The summary must be one line of at most 255 characters.");
        if (asked.Description.Length > LongestText)
            throw Wrong("description", $"The entered text is too long. It exceeds the allowed limit of {LongestText} characters.");
        if (asked.Priority is { } priority && !Priorities.Contains(priority))
            throw Wrong("priority", $"The priority selected is invalid; use one of {string.Join(", ", Priorities)}.");
        if (asked.Labels.FirstOrDefault(label => label.Length is 0 or > 255 || label.Any(char.IsWhiteSpace)) is { } wrong)
            throw Wrong("labels", $"The label '{wrong}' contains spaces, is empty or longer than 255 characters.");
    }

    private long Number(SandboxSession session, string issueKey)
    {
        var digits = issueKey.StartsWith(projectKey + "-", StringComparison.Ordinal) ? issueKey[(projectKey.Length + 1)..] : "";
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Key(number) == issueKey
            && session.Query("SELECT 1 FROM issues WHERE number = $1", row => row.GetInt64(0), number).Count == 1
            ? number : throw new ProviderException(404, ProviderCodes.NotFound, "Issue does not exist or you do not have permission to see it.");
    }

    private static string? CheckedKey(string? key) => key is null || key.Length is > 0 and <= 255 ? key
        : throw Wrong(TicketsWire.KeyHeader, "The idempotency key must be 1 to 255 characters.");

    private Issue ToIssue(SqliteDataReader row) => new(Id(row.GetInt64(0)), Key(row.GetInt64(0)), Browse(row.GetInt64(0)), row.GetString(1),
        row.GetString(2), "To Do", row.GetString(3), JsonSerializer.Deserialize<string[]>(row.GetString(4))!, Milliseconds(row.GetInt64(5)),
        row.IsDBNull(6) ? null : row.GetString(6));

    private string Key(long number) => $"{projectKey}-{number}";

    private string Browse(long number) => $"{publicUrl}/browse/{Key(number)}";

    private static string Id(long number) => (FirstId + number).ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset Milliseconds(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);

    private static ProviderException Wrong(string field, string message) => new(400, "invalid", message, field);
}
