using System.Text.Json;

namespace Aegis.Connectors.Mail;

/// <summary>How mail looks on the wire.</summary>
internal static class MailWire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public const string ContentType = "message/rfc822";
}

/// <summary>The server has the message and answers for it.</summary>
internal sealed record MailTaken(string QueuedAs);

/// <summary>What a sandbox says of itself.</summary>
internal sealed record MailAbout(string Sandbox);

internal sealed record MailError(string Code, string Message, string? Field);
