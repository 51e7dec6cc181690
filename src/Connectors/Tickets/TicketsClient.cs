using System.Collections.Immutable;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Tickets;

/// <summary>
/// The ticket system behind our contract. An issue is found again by a label made from the operation's key, a comment
/// by a property of it.
/// </summary>
internal sealed class TicketsClient(string name, string projectKey, ITicketsApi api, ConnectorCalls calls) : ITickets
{
    private const string FirstStatus = "To Do";

    public string Name { get; } = name;

    public bool IsSandbox => true;

    public async Task<Receipt> CreateAsync(NewTicket ticket, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        var issue = new NewIssue(projectKey, ticket.Summary, ticket.Description, ticket.Priority, [.. ticket.Labels, Label(key)], ticket.CustomerReference);
        var answer = await calls.RunAsync("create_issue", CallKind.Keyed, token => api.CreateIssueAsync(issue, key, token), cancellationToken);
        return ToReceipt(answer.Value.Key, answer.Value.BrowseUrl, FirstStatus, answer.Replayed);
    }

    public async Task<Receipt> CommentAsync(string ticketKey, string text, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        var answer = await calls.RunAsync("add_comment", CallKind.Keyed,
            token => api.AddCommentAsync(ticketKey, new NewComment(text, key), key, token), cancellationToken);
        return ToReceipt(ticketKey, answer.Value, answer.Replayed);
    }

    public async Task<Receipt?> FindAsync(string idempotencyKey, CancellationToken cancellationToken)
    {
        var label = Label(ProviderIds.Key(idempotencyKey));
        var found = await calls.RunAsync("find_issue", CallKind.Read, token => api.FindByLabelAsync(label, token), cancellationToken);
        return found is [var issue, ..] ? ToReceipt(issue.Key, issue.BrowseUrl, issue.Status, replayed: true) : null;
    }

    public async Task<Receipt?> FindCommentAsync(string ticketKey, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        var comments = await calls.RunAsync("get_comments", CallKind.Read, token => OrNullAsync(api.GetCommentsAsync(ticketKey, token)), cancellationToken);
        return comments?.FirstOrDefault(comment => comment.Operation == key) is { } found ? ToReceipt(ticketKey, found, replayed: true) : null;
    }

    public async Task<Ticket?> GetAsync(string ticketKey, CancellationToken cancellationToken)
    {
        var issue = await calls.RunAsync("get_issue", CallKind.Read, token => OrNullAsync(api.GetIssueAsync(ticketKey, token)), cancellationToken);
        if (issue is null)
            return null;
        var comments = await calls.RunAsync("get_comments", CallKind.Read, token => OrNullAsync(api.GetCommentsAsync(ticketKey, token)), cancellationToken);
        return new Ticket(issue.Key, issue.BrowseUrl, issue.Summary, issue.Description, issue.Status, issue.Priority, issue.Created,
            [.. (comments ?? []).Select(comment => new TicketComment(comment.Id, comment.Author, comment.Text, comment.Created))], issue.Reference);
    }

    private static async Task<T?> OrNullAsync<T>(Task<T> call) where T : class
    {
        try
        {
            return await call;
        }
        catch (ProviderException answer) when (answer.Status == 404)
        {
            return null;
        }
    }

    private static string Label(string key) => $"aegis-op-{key}";

    private static Receipt ToReceipt(string key, string url, string status, bool replayed) =>
        new(key, ImmutableSortedDictionary<string, string>.Empty.Add("status", status).Add("url", url), replayed);

    private static Receipt ToReceipt(string ticketKey, IssueComment comment, bool replayed) =>
        new(comment.Id, ImmutableSortedDictionary<string, string>.Empty.Add("ticket", ticketKey), replayed);
}
