using Aegis.Connectors.Calls;
using Aegis.Connectors.Sandboxes;

namespace Aegis.Connectors.Tickets.Sandbox;

/// <summary>A local ticket system in the manner of Jira, with one project.</summary>
public sealed class TicketsSandbox : ISandbox, ITicketsApi, IDisposable
{
    internal const string CreateIssue = "create_issue";
    internal const string AddComment = "add_comment";
    internal const string GetIssue = "get_issue";
    internal const string GetComments = "get_comments";
    internal const string Search = "search";

    internal static readonly IReadOnlyList<string> Names = [CreateIssue, AddComment, GetIssue, GetComments, Search];

    private readonly SandboxDatabase _database;
    private readonly SandboxGate _gate;
    private readonly TicketsTables _tables;

    public TicketsSandbox(TicketsSandboxOptions options, TimeProvider time)
    {
        ApiKey = options.ApiKey;
        Faults = new FaultSwitch(options.Seed, options.Faults);
        _gate = new SandboxGate(Faults, options.Latency, time);
        _tables = new TicketsTables(options.ProjectKey, options.PublicUrl.TrimEnd('/'));
        _database = new SandboxDatabase(options.DataDirectory, "tickets.db", TicketsTables.Sql, time);
    }

    public string Kind => "tickets";

    public IReadOnlyList<string> Operations => Names;

    public FaultSwitch Faults { get; }

    /// <summary>Asked for over HTTP, if any.</summary>
    internal string? ApiKey { get; }

    public Task<EffectReport> ReportAsync(CancellationToken cancellationToken) => _database.ReportAsync();

    public void Dispose() => _database.Dispose();

    Task<Answer<CreatedIssue>> ITicketsApi.CreateIssueAsync(NewIssue issue, string? idempotencyKey, CancellationToken cancellationToken) =>
        CallAsync(CreateIssue, session => _tables.CreateIssue(session, issue, idempotencyKey), cancellationToken);

    Task<Answer<IssueComment>> ITicketsApi.AddCommentAsync(string issueKey, NewComment comment, string? idempotencyKey, CancellationToken cancellationToken) =>
        CallAsync(AddComment, session => _tables.AddComment(session, issueKey, comment, idempotencyKey), cancellationToken);

    Task<Issue> ITicketsApi.GetIssueAsync(string issueKey, CancellationToken cancellationToken) =>
        CallAsync(GetIssue, session => _tables.GetIssue(session, issueKey), cancellationToken);

    Task<IReadOnlyList<IssueComment>> ITicketsApi.GetCommentsAsync(string issueKey, CancellationToken cancellationToken) =>
        CallAsync(GetComments, session => _tables.GetComments(session, issueKey), cancellationToken);

    Task<IReadOnlyList<Issue>> ITicketsApi.FindByLabelAsync(string label, CancellationToken cancellationToken) =>
        CallAsync(Search, session => _tables.FindByLabel(session, label), cancellationToken);

    private Task<T> CallAsync<T>(string operation, Func<SandboxSession, T> work, CancellationToken cancellationToken)
    {
        _database.Count(operation);
        return _gate.PassAsync(operation, () => _database.RunAsync(work), cancellationToken);
    }
}
