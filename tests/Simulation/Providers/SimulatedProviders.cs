using System.Collections.Immutable;
using Aegis.Connectors;
using Aegis.Connectors.Billing;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Tickets;

namespace Aegis.Simulation.Providers;

/// <summary>Billing with idempotency keys and look-up.</summary>
public sealed class SimulatedBilling(ProviderBook book) : IBilling
{
    public string Name => "Simulated billing";

    public bool IsSandbox => true;

    public Task<Receipt> CreateTrialAsync(TrialOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
        book.OnceAsync("trial", order.CustomerReference, order.CustomerReference, idempotencyKey, n => new(
            $"sub_{n}",
            ImmutableSortedDictionary<string, string>.Empty.Add("subscription_id", $"sub_{n}").Add("plan", "trial").Add("trial_end", "2026-02-01T00:00:00Z"),
            Replayed: false));

    public Task<Receipt> UpgradeAsync(UpgradeOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
        ChangeAsync("upgrade", order.CustomerReference, idempotencyKey, "plan", order.Plan);

    public Task<Receipt> DiscountAsync(DiscountOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
        ChangeAsync("discount", order.CustomerReference, idempotencyKey, "plan", order.Plan);

    public Task<Receipt> CreditAsync(CreditOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
        ChangeAsync("credit", order.CustomerReference, idempotencyKey, "currency", order.Currency);

    public Task<Receipt?> FindAsync(BillingEffect effect, string customerReference, string idempotencyKey, CancellationToken cancellationToken) =>
        book.FindAsync(idempotencyKey);

    public Task<Subscription?> CurrentAsync(string customerReference, CancellationToken cancellationToken) => Task.FromResult<Subscription?>(null);

    /// <summary>What the provider does when a client sends the same order under a key it has not seen.</summary>
    public Task<Receipt> CreateUnderNewKeyAsync(TrialOrder order, string intendedKey) =>
        book.EachTimeAsync("trial", order.CustomerReference, order.CustomerReference, intendedKey, n => new(
            $"sub_{n}", ImmutableSortedDictionary<string, string>.Empty.Add("subscription_id", $"sub_{n}"), Replayed: false));

    private Task<Receipt> ChangeAsync(string what, string customerReference, string idempotencyKey, string fact, string value) =>
        book.OnceAsync(what, customerReference, customerReference, idempotencyKey, n => new(
            $"{what}_{n}", ImmutableSortedDictionary<string, string>.Empty.Add(fact, value), Replayed: false));
}

/// <summary>Mail without look-up: whoever sends twice has sent two.</summary>
public sealed class SimulatedMail(ProviderBook book, string workspace) : IMail
{
    public string Name => "Simulated mail";

    public bool IsSandbox => true;

    /// <summary>Addresses are "customer id@…" in the simulation.</summary>
    public Task<Receipt> SendAsync(MailMessage message, string idempotencyKey, CancellationToken cancellationToken) =>
        book.EachTimeAsync("mail", message.To, $"{workspace}/{message.To[..message.To.IndexOf('@', StringComparison.Ordinal)]}", idempotencyKey, n => new(
            $"<{n}@simulated>", ImmutableSortedDictionary<string, string>.Empty, Replayed: false));

    public Task<string> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(Name);
}

/// <summary>Tickets with idempotency keys and look-up.</summary>
public sealed class SimulatedTickets(ProviderBook book) : ITickets
{
    // Shared by all runs of the program, as the ticket system is.
    private readonly TicketCustomers _customers = book.Tickets;

    public string Name => "Simulated tickets";

    public bool IsSandbox => true;

    public Task<Receipt> CreateAsync(NewTicket ticket, string idempotencyKey, CancellationToken cancellationToken) =>
        book.OnceAsync("ticket", Whom(ticket), ticket.CustomerReference, idempotencyKey, n => new(
            _customers.Named($"KAN-{n}", ticket.CustomerReference),
            ImmutableSortedDictionary<string, string>.Empty.Add("url", $"simulated://KAN-{n}").Add("status", "To Do"), Replayed: false));

    public Task<Receipt> CommentAsync(string ticketKey, string text, string idempotencyKey, CancellationToken cancellationToken) =>
        book.OnceAsync("comment", $"{ticketKey}: {text}", _customers.Of(ticketKey), idempotencyKey, n => new(
            $"{n}", ImmutableSortedDictionary<string, string>.Empty, Replayed: false));

    public Task<Receipt?> FindAsync(string idempotencyKey, CancellationToken cancellationToken) => book.FindAsync(idempotencyKey);

    public Task<Receipt?> FindCommentAsync(string ticketKey, string idempotencyKey, CancellationToken cancellationToken) => book.FindAsync(idempotencyKey);

    public Task<Ticket?> GetAsync(string ticketKey, CancellationToken cancellationToken) => Task.FromResult<Ticket?>(null);

    /// <summary>A ticket of an episode is for the episode: one each, however many a customer has.</summary>
    private static string Whom(NewTicket ticket)
    {
        var at = ticket.Description.IndexOf("Intervention int_", StringComparison.Ordinal);
        return at < 0 ? ticket.CustomerReference : ticket.Description[at..ticket.Description.IndexOf(',', at)];
    }
}

/// <summary>Which customer a ticket is about.</summary>
public sealed class TicketCustomers
{
    private readonly Dictionary<string, string> _byTicket = new(StringComparer.Ordinal);

    public string Named(string ticket, string customer)
    {
        _byTicket[ticket] = customer;
        return ticket;
    }

    public string Of(string ticket) => _byTicket[ticket];
}
