namespace Aegis.Connectors.Mail;

/// <summary>A mail server: takes a message and recognises none it has seen; errors are <see cref="Calls.ProviderException"/> or <see cref="ConnectorException"/>.</summary>
internal interface IMailApi
{
    /// <summary>Hands the message over; the answer is the server's name for it.</summary>
    Task<string> SendAsync(MailEnvelope envelope, byte[] message, CancellationToken cancellationToken);

    /// <summary>Goes as far as a message could be handed over, and no further; the server's name for itself.</summary>
    Task<string> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>From whom and to whom a server is told to bring a message: plain ASCII addresses.</summary>
internal sealed record MailEnvelope(string From, string To);
