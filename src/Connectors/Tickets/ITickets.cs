namespace Aegis.Connectors.Tickets;

/// <summary>The ticket system. Effects take an idempotency key and can be looked up by it.</summary>
public interface ITickets : IConnector
{
    /// <summary>Creates an issue; the receipt's id is its key (KAN-7). Facts: url, status.</summary>
    /// <exception cref="ConnectorException">By kind: rejected, unavailable, or unknown.</exception>
    Task<Receipt> CreateAsync(NewTicket ticket, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Adds a comment; the receipt's id is the comment's.</summary>
    Task<Receipt> CommentAsync(string ticketKey, string text, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>The issue an earlier <see cref="CreateAsync"/> with this key made, or null when there is none.</summary>
    Task<Receipt?> FindAsync(string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>The comment an earlier <see cref="CommentAsync"/> with this key made on that issue, or null when there is none.</summary>
    Task<Receipt?> FindCommentAsync(string ticketKey, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>The issue, or null when there is none of that key.</summary>
    Task<Ticket?> GetAsync(string ticketKey, CancellationToken cancellationToken);
}

/// <param name="Priority">Low, Medium or High.</param>
public sealed record NewTicket(string CustomerReference, string Summary, string Description, string Priority, IReadOnlyList<string> Labels);

/// <param name="CustomerReference">Whom it was created for; null when nobody said.</param>
public sealed record Ticket(string Key, string Url, string Summary, string Description, string Status, string Priority, DateTimeOffset CreatedAt,
    IReadOnlyList<TicketComment> Comments, string? CustomerReference = null);

public sealed record TicketComment(string Id, string Author, string Text, DateTimeOffset At);
