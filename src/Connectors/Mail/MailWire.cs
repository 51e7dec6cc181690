namespace Aegis.Connectors.Mail;

internal static class MailWire
{
    public const string ContentType = "message/rfc822";
}

/// <summary>The server has the message and answers for it.</summary>
internal sealed record MailTaken(string QueuedAs);

internal sealed record MailError(string Code, string Message, string? Field);
