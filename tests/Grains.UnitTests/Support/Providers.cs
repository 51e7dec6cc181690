using System.Collections.Concurrent;
using Aegis.Connectors;
using Aegis.Connectors.Billing;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Tickets;

namespace Aegis.Grains.UnitTests.Support;

/// <summary>The systems outside, which outlive any run of the grid and count what was really done.</summary>
internal sealed class Providers : IBilling, IMail, ITickets
{
    private readonly ConcurrentDictionary<string, Receipt> _done = new();

    public string Name => "Providers";
    public bool IsSandbox => true;

    /// <summary>Trials created: effects, not calls.</summary>
    public int Trials { get; private set; }

    public List<MailMessage> Mails { get; } = [];

    public KeptTickets Tickets { get; } = new();

    /// <summary>What billing does instead of answering; null is healthy.</summary>
    public Func<CancellationToken, Task>? Billing { get; set; }

    /// <summary>What mail does instead of answering.</summary>
    public Func<CancellationToken, Task>? Mail { get; set; }

    /// <summary>What the ticket system does instead of answering.</summary>
    public Func<CancellationToken, Task>? Ticketing { get; set; }

    public static Func<CancellationToken, Task> Down => _ => throw new ConnectorException(FailureKind.Unavailable, "The provider is down.");

    public async Task<Receipt> CreateTrialAsync(TrialOrder order, string idempotencyKey, CancellationToken cancellationToken)
    {
        if (Billing is { } fault)
            await fault(cancellationToken);
        return _done.GetOrAdd(idempotencyKey, key =>
        {
            Trials++;
            return new($"sub_{key}", Facts("trial_end", "2027-01-01T00:00:00Z"), false);
        });
    }

    public Task<Receipt> UpgradeAsync(UpgradeOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
        ChangeAsync(idempotencyKey, cancellationToken, "plan", order.Plan);

    public Task<Receipt> DiscountAsync(DiscountOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
        ChangeAsync(idempotencyKey, cancellationToken, "plan", order.Plan);

    public Task<Receipt> CreditAsync(CreditOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
        ChangeAsync(idempotencyKey, cancellationToken, "currency", order.Currency);

    public Task<Receipt?> FindAsync(BillingEffect effect, string customerReference, string idempotencyKey, CancellationToken cancellationToken) =>
        FindAsync(idempotencyKey, cancellationToken);

    public Task<Subscription?> CurrentAsync(string customerReference, CancellationToken cancellationToken) => Task.FromResult<Subscription?>(null);

    public async Task<Receipt> SendAsync(MailMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        if (Mail is { } fault)
            await fault(cancellationToken);
        Mails.Add(message);
        return new($"<{idempotencyKey}@outside>", Facts(), false);
    }

    public Task<string> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(Name);

    public Task<Receipt?> FindAsync(string idempotencyKey, CancellationToken cancellationToken) =>
        Task.FromResult(_done.GetValueOrDefault(idempotencyKey));

    public async Task<Receipt> CreateAsync(NewTicket ticket, string idempotencyKey, CancellationToken cancellationToken)
    {
        if (Ticketing is { } fault)
            await fault(cancellationToken);
        return _done.GetOrAdd(idempotencyKey, _ =>
        {
            var key = $"KAN-{Tickets.Count + 1}";
            Tickets.Add(key, ticket);
            return new(key, Facts("url", $"https://outside/{key}", "status", "To Do"), false);
        });
    }

    public Task<Receipt> CommentAsync(string ticketKey, string text, string idempotencyKey, CancellationToken cancellationToken) =>
        Task.FromResult(_done.GetOrAdd(idempotencyKey, _ => new(Tickets.Comment(ticketKey, text), Facts("ticket", ticketKey), false)));

    public Task<Receipt?> FindCommentAsync(string ticketKey, string idempotencyKey, CancellationToken cancellationToken) =>
        Task.FromResult(_done.GetValueOrDefault(idempotencyKey));

    public Task<Ticket?> GetAsync(string ticketKey, CancellationToken cancellationToken) => Task.FromResult(Tickets.Find(ticketKey));

    private async Task<Receipt> ChangeAsync(string idempotencyKey, CancellationToken cancellationToken, params string[] facts)
    {
        if (Billing is { } fault)
            await fault(cancellationToken);
        return _done.GetOrAdd(idempotencyKey, key => new($"change_{key}", Facts(facts), false));
    }

    private static ImmutableSortedDictionary<string, string> Facts(params string[] pairs) =>
        pairs.Chunk(2).ToImmutableSortedDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
}
