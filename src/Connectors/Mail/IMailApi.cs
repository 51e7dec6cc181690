using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Mail;

/// <summary>A mail server: takes a message and recognises none it has seen; errors are <see cref="ProviderException"/>.</summary>
internal interface IMailApi
{
    /// <summary>Hands the message over; the answer is the server's name for it.</summary>
    Task<string> SendAsync(byte[] message, CancellationToken cancellationToken);
}
