using System.Collections.Concurrent;
using Aegis.Connectors;
using Aegis.Connectors.Billing;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Tickets;

namespace Aegis.Grains.UnitTests.Support;

/// <summary>The outside systems of a test; they outlive the grid, as real ones do.</summary>
public sealed class Outside : IBilling, IMail, ITickets
{
    public Provider Billing { get; } = new("Test billing");

    public Provider Mail { get; } = new("Test mail");

    public Provider Tickets { get; } = new("Test tickets");

    public ConcurrentQueue<MailMessage> Sent { get; } = new();

    public ConcurrentQueue<TrialOrder> Orders { get; } = new();

    public KeptTickets Kept { get; } = new();

    string IConnector.Name => "Test";

    bool IConnector.IsSandbox => true;

    public Task<Receipt> CreateTrialAsync(TrialOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
        Billing.DoAsync(idempotencyKey, n =>
        {
            Orders.Enqueue(order);
            return new($"sub_{n}", Provider.Facts(("plan", "trial"), ("trial_end", "2026-01-15T00:00:00Z")), false);
        }, cancellationToken);

    public Task<Receipt> UpgradeAsync(UpgradeOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
        Billing.DoAsync(idempotencyKey, n => new($"sub_{n}", Provider.Facts(("plan", order.Plan), ("subscription_id", $"sub_{n}")), false), cancellationToken);

    public Task<Receipt> DiscountAsync(DiscountOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
        Billing.DoAsync(idempotencyKey, n => new($"sub_{n}", Provider.Facts(("plan", order.Plan)), false), cancellationToken);

    public Task<Receipt> CreditAsync(CreditOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
        Billing.DoAsync(idempotencyKey, n => new($"credit_{n}", Provider.Facts(("currency", order.Currency)), false), cancellationToken);

    Task<Receipt?> IBilling.FindAsync(BillingEffect effect, string customerReference, string idempotencyKey, CancellationToken cancellationToken) =>
        Task.FromResult(Billing.Find(idempotencyKey));

    /// <summary>The subscription the provider shows.</summary>
    public Subscription? Subscription { get; set; }

    public Task<Subscription?> CurrentAsync(string customerReference, CancellationToken cancellationToken) => Task.FromResult(Subscription);

    public Task<Receipt> SendAsync(MailMessage message, string idempotencyKey, CancellationToken cancellationToken) =>
        Mail.DoAsync(idempotencyKey, n =>
        {
            Sent.Enqueue(message);
            return new($"message-{n}", Provider.Facts(), false);
        }, cancellationToken);

    public Task<string> CheckAsync(CancellationToken cancellationToken) => Mail.IsBlind
        ? Task.FromException<string>(new ConnectorException(FailureKind.Unavailable, "Test mail is down."))
        : Task.FromResult("mail.test");

    public Task<Receipt> CreateAsync(NewTicket ticket, string idempotencyKey, CancellationToken cancellationToken) =>
        Tickets.DoAsync(idempotencyKey, n =>
        {
            Kept.Add($"KAN-{n}", ticket);
            return new($"KAN-{n}", Provider.Facts(("url", $"https://tickets.test/KAN-{n}")), false);
        }, cancellationToken);

    public Task<Receipt> CommentAsync(string ticketKey, string text, string idempotencyKey, CancellationToken cancellationToken) =>
        Tickets.DoAsync(idempotencyKey, n =>
        {
            Kept.Comment(ticketKey, text);
            return new($"comment-{n}", Provider.Facts(), false);
        }, cancellationToken);

    Task<Receipt?> ITickets.FindAsync(string idempotencyKey, CancellationToken cancellationToken) => Task.FromResult(Tickets.Find(idempotencyKey));

    public Task<Receipt?> FindCommentAsync(string ticketKey, string idempotencyKey, CancellationToken cancellationToken) => Task.FromResult(Tickets.Find(idempotencyKey));

    public Task<Ticket?> GetAsync(string ticketKey, CancellationToken cancellationToken) => Task.FromResult(Kept.Find(ticketKey));
}
