using System.Collections.Immutable;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Tickets.Jira;

/// <summary>
/// A real Jira, by the MCP server first and directly where that fails. Jira knows no idempotency keys: what was made is
/// found again by its mark, and nothing is made before it was looked for.
/// </summary>
internal sealed class JiraTickets(string name, string projectKey, JiraSettings settings, ImmutableArray<IJiraRoad> roads, TimeProvider time) : ITickets
{
    private const string FirstStatus = "To Do";

    public string Name { get; } = name;

    public bool IsSandbox => false;

    public Task<Receipt> CreateAsync(NewTicket ticket, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        var issue = new NewIssue(projectKey, ticket.Summary, ticket.Description, ticket.Priority, JiraMarks.Labels(ticket.Labels, key, ticket.CustomerReference), ticket.CustomerReference);
        return MakeAsync("create_issue", order => LookUpAsync(order, key, cancellationToken),
            async road => Created(await road.CreateAsync(issue, cancellationToken), FirstStatus, road, replayed: false), cancellationToken);
    }

    public Task<Receipt> CommentAsync(string ticketKey, string text, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        return MakeAsync("add_comment", order => LookUpCommentAsync(order, ticketKey, key, cancellationToken),
            async road => Commented(await road.CommentAsync(ticketKey, JiraMarks.Marked(text, key), cancellationToken) ?? key, ticketKey, road, replayed: false), cancellationToken);
    }

    public async Task<Receipt?> FindAsync(string idempotencyKey, CancellationToken cancellationToken) =>
        (await LookUpAsync(roads, ProviderIds.Key(idempotencyKey), cancellationToken)).Found;

    public async Task<Receipt?> FindCommentAsync(string ticketKey, string idempotencyKey, CancellationToken cancellationToken) =>
        (await LookUpCommentAsync(roads, ticketKey, ProviderIds.Key(idempotencyKey), cancellationToken)).Found;

    public async Task<Ticket?> GetAsync(string ticketKey, CancellationToken cancellationToken)
    {
        var (_, issue) = await ReadAsync("get_issue", roads, road => road.GetAsync(ticketKey, cancellationToken));
        if (issue is null)
            return null;
        var (_, comments) = await ReadAsync("get_comments", roads, road => road.CommentsAsync(ticketKey, cancellationToken));
        return new Ticket(issue.Key, Link(issue.Key), issue.Summary, issue.Description, issue.Status, issue.Priority, issue.Created,
            [.. (comments ?? []).Select(comment => new TicketComment(comment.Id, comment.Author, JiraMarks.Read(comment.Text).Text, comment.Created))],
            JiraMarks.CustomerOf(issue.Labels));
    }

    /// <summary>
    /// Makes something once, by the road that answered when it was looked for. Where the answer is in doubt, the road is
    /// ended if that can be, and the mark is looked for by another until Jira's search must show it; only then is it made
    /// by that one. Where it cannot be ended the outcome stays unknown: whoever asked looks again later.
    /// </summary>
    private async Task<Receipt> MakeAsync(string operation, Func<ImmutableArray<IJiraRoad>, Task<(IJiraRoad Road, Receipt? Found)>> find,
        Func<IJiraRoad, Task<Receipt>> make, CancellationToken cancellationToken)
    {
        var (road, earlier) = await find(roads);
        if (earlier is not null)
            return earlier;
        var others = roads[(roads.IndexOf(road) + 1)..];
        try
        {
            return await make(road);
        }
        catch (ConnectorException failure) when (failure.Kind == FailureKind.Unavailable && !others.IsEmpty)
        {
            ConnectorTelemetry.FellBack("tickets", operation);
            return await make(others[0]);
        }
        catch (ConnectorException failure) when (!others.IsEmpty)
        {
            var isOver = failure.Kind == FailureKind.Rejected || await road.EndAsync();
            if ((await find(others)).Found is { } made)
                return made;
            if (!isOver)
                throw;
            await Task.Delay(settings.SettleTime, time, cancellationToken);
            if ((await find(others)).Found is { } late)
                return late;
            ConnectorTelemetry.FellBack("tickets", operation);
            return await make(others[0]);
        }
    }

    private async Task<(IJiraRoad Road, Receipt? Found)> LookUpAsync(ImmutableArray<IJiraRoad> order, string key, CancellationToken cancellationToken)
    {
        var label = JiraMarks.OperationLabel(key);
        var (road, found) = await ReadAsync("find_issue", order, road => road.FindByLabelAsync(label, cancellationToken));
        return (road, found.FirstOrDefault(issue => issue.Labels.Contains(label)) is { } issue ? Created(issue.Key, issue.Status, road, replayed: true) : null);
    }

    private async Task<(IJiraRoad Road, Receipt? Found)> LookUpCommentAsync(ImmutableArray<IJiraRoad> order, string ticketKey, string key, CancellationToken cancellationToken)
    {
        var (road, comments) = await ReadAsync("get_comments", order, road => road.CommentsAsync(ticketKey, cancellationToken));
        return (road, comments?.FirstOrDefault(comment => JiraMarks.Read(comment.Text).Key == key) is { } found ? Commented(found.Id, ticketKey, road, replayed: true) : null);
    }

    private static async Task<(IJiraRoad Road, T Answer)> ReadAsync<T>(string operation, ImmutableArray<IJiraRoad> order, Func<IJiraRoad, Task<T>> read)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return (order[i], await read(order[i]));
            }
            catch (ConnectorException) when (i < order.Length - 1)
            {
                ConnectorTelemetry.FellBack("tickets", operation);
            }
        }
    }

    private string Link(string issueKey) => $"{settings.LinkBase}/browse/{issueKey}";

    private Receipt Created(string issueKey, string status, IJiraRoad road, bool replayed) =>
        new(issueKey, ImmutableSortedDictionary<string, string>.Empty.Add("status", status).Add("url", Link(issueKey)).Add("via", road.Name), replayed);

    private static Receipt Commented(string id, string ticketKey, IJiraRoad road, bool replayed) =>
        new(id, ImmutableSortedDictionary<string, string>.Empty.Add("ticket", ticketKey).Add("via", road.Name), replayed);
}
