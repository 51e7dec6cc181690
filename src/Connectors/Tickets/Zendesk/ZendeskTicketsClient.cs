using System.Collections.Immutable;
using System.Globalization;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Tickets.Zendesk;

/// <summary>
/// Zendesk behind our contract. A ticket is found again by its external id; a reply by what the API alone can write into its
/// audit. Replies know no idempotency key, so each is bound to the ticket as it was read: of two that race, Zendesk refuses one.
/// </summary>
internal sealed class ZendeskTicketsClient(string name, TicketsConnectionOptions options, ZendeskApi api, ConnectorCalls calls) : ITickets
{
    /// <summary>Before Zendesk's number, so that a ticket's key is told from a number in a text.</summary>
    private const string Prefix = "ZD-";

    private const int MostAttempts = 3;

    public string Name { get; } = name;

    public bool IsSandbox => false;

    public async Task<Receipt> CreateAsync(NewTicket ticket, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        var asked = new ZendeskTicket(
            Subject: ticket.Summary, Comment: new ZendeskComment(ticket.Description), Priority: PriorityOf(ticket.Priority),
            ExternalId: ExternalId(key), Tags: [.. ticket.Labels.Append("aegis").Distinct()],
            Metadata: new ZendeskMetadata(new ZendeskOurs(key, ticket.CustomerReference)));
        var answer = await calls.RunAsync("create_ticket", CallKind.Keyed, token => api.CreateAsync(asked, key, token), cancellationToken);
        return ToReceipt(answer.Value, answer.Replayed);
    }

    public async Task<Receipt> CommentAsync(string ticketKey, string text, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        if (IdOf(ticketKey) is not { } id)
            throw new ConnectorException(FailureKind.Rejected, $"{Name} has no such ticket: its keys look like {Prefix}123.");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CommentOnceAsync(id, ticketKey, text, key, cancellationToken);
            }
            catch (ConnectorException busy) when (busy.InnerException is ProviderException { Status: 409 })
            {
                // Somebody else wrote to the ticket meanwhile; it may have been an earlier attempt of ours.
                if (attempt == MostAttempts)
                    throw new ConnectorException(FailureKind.Unavailable, "The ticket changes faster than it can be written to.", null, busy);
            }
        }
    }

    private async Task<Receipt> CommentOnceAsync(long id, string ticketKey, string text, string key, CancellationToken cancellationToken)
    {
        // Read before the audits: a reply that lands in between is either among them or has moved the stamp.
        var seen = await calls.RunAsync("get_ticket", CallKind.Read, token => api.GetAsync(id, token), cancellationToken);
        if (await FindCommentAsync(ticketKey, key, cancellationToken) is { } done)
            return done;

        var change = new ZendeskTicket(
            Comment: new ZendeskComment(text, options.PublicReplies), SafeUpdate: true, UpdatedStamp: seen.UpdatedAt, Metadata: new ZendeskMetadata(new ZendeskOurs(key)));
        var audit = await calls.RunAsync("add_comment", CallKind.Blind, token => api.UpdateAsync(id, change, token), cancellationToken);
        return ToReceipt(ticketKey, audit, replayed: false);
    }

    public async Task<Receipt?> FindAsync(string idempotencyKey, CancellationToken cancellationToken)
    {
        var externalId = ExternalId(ProviderIds.Key(idempotencyKey));
        var found = await calls.RunAsync("find_ticket", CallKind.Read, token => api.FindAsync(externalId, token), cancellationToken);
        return found is [var ticket, ..] ? ToReceipt(ticket, replayed: true) : null;
    }

    public async Task<Receipt?> FindCommentAsync(string ticketKey, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        if (IdOf(ticketKey) is not { } id || await AuditsAsync(id, cancellationToken) is not { } known)
            return null;
        return known.Audits!.FirstOrDefault(audit => audit.Ours("aegis_operation") == key && Comment(audit) is not null) is { } found
            ? ToReceipt(ticketKey, found, replayed: true)
            : null;
    }

    public async Task<Ticket?> GetAsync(string ticketKey, CancellationToken cancellationToken)
    {
        if (IdOf(ticketKey) is not { } id)
            return null;
        var ticket = await calls.RunAsync("get_ticket", CallKind.Read, token => OrNullAsync(api.GetAsync(id, token)), cancellationToken);
        if (ticket is null || await AuditsAsync(id, cancellationToken) is not { Audits: { } audits } known)
            return null;
        var names = (known.Users ?? []).DistinctBy(user => user.Id).ToDictionary(user => user.Id, user => user.Name ?? "");
        // The first comment is the description.
        var comments = audits.Select(audit => (audit, Comment: Comment(audit))).Where(entry => entry.Comment is not null).Skip(1)
            .Select(entry => new TicketComment(Number(entry.Comment!.Id), names.GetValueOrDefault(entry.Comment.AuthorId ?? entry.audit.AuthorId ?? 0, ""),
                entry.Comment.Body ?? "", TimeOf(entry.audit.CreatedAt)));
        return new Ticket(KeyOf(ticket), UrlOf(ticket), ticket.Subject ?? "", ticket.Description ?? "", Capital(ticket.Status), PriorityName(ticket.Priority),
            TimeOf(ticket.CreatedAt), [.. comments], audits.FirstOrDefault()?.Ours("aegis_customer"));
    }

    private Task<ZendeskAudits?> AuditsAsync(long id, CancellationToken cancellationToken) =>
        calls.RunAsync("get_audits", CallKind.Read, token => OrNullAsync(api.GetAuditsAsync(id, token)), cancellationToken);

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

    private static ZendeskEvent? Comment(ZendeskAudit audit) => audit.Events?.FirstOrDefault(entry => entry.Type == "Comment");

    private static string ExternalId(string key) => $"aegis-op-{key}";

    private static long? IdOf(string ticketKey) =>
        ticketKey.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && long.TryParse(ticketKey.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string KeyOf(ZendeskTicket ticket) => Prefix + Number(ticket.Id ?? 0);

    private string UrlOf(ZendeskTicket ticket) => $"{options.Url!.TrimEnd('/')}/agent/tickets/{Number(ticket.Id ?? 0)}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset TimeOf(string? time) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default;

    private static string PriorityOf(string priority) => priority switch { "High" => "high", "Low" => "low", _ => "normal" };

    private static string PriorityName(string? priority) => priority switch { "high" or "urgent" => "High", "low" => "Low", _ => "Medium" };

    private static string Capital(string? status) => string.IsNullOrEmpty(status) ? "" : char.ToUpperInvariant(status[0]) + status[1..];

    private Receipt ToReceipt(ZendeskTicket ticket, bool replayed) => new(KeyOf(ticket),
        ImmutableSortedDictionary<string, string>.Empty.Add("status", Capital(ticket.Status ?? "new")).Add("url", UrlOf(ticket)), replayed);

    private static Receipt ToReceipt(string ticketKey, ZendeskAudit audit, bool replayed) => new(Number(Comment(audit)?.Id ?? audit.Id),
        ImmutableSortedDictionary<string, string>.Empty.Add("ticket", ticketKey), replayed);
}
