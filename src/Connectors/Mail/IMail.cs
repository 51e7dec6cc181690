namespace Aegis.Connectors.Mail;

/// <summary>Outgoing mail. There is no look-up: a send whose outcome is unknown is parked for a person, never repeated.</summary>
public interface IMail : IConnector
{
    /// <summary>Hands one message over; the receipt's id is its Message-Id, made from the idempotency key.</summary>
    /// <exception cref="ConnectorException">By kind: rejected, unavailable, or unknown.</exception>
    Task<Receipt> SendAsync(MailMessage message, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Reaches the server as for a message, signs in where that is asked, and hands nothing over; the server's name for itself.</summary>
    /// <exception cref="ConnectorException">Rejected or unavailable.</exception>
    Task<string> CheckAsync(CancellationToken cancellationToken);
}

/// <param name="To">One address.</param>
/// <param name="Text">Plain text; never a secret.</param>
/// <param name="Html">The same as HTML for those who show it, or null.</param>
public sealed record MailMessage(string To, string Subject, string Text, string? Html = null);
