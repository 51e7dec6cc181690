using System.Globalization;
using System.Net.Mail;
using System.Text;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Mail;

/// <summary>Writes a message as RFC 5322 text: CRLF lines, encoded headers, quoted-printable UTF-8, as plain text or as plain text and HTML.</summary>
internal sealed class MailComposer(string from)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly MailAddress _from = new(from);

    public string MessageId(string key) => $"<{key}@{_from.Host}>";

    /// <summary>The message's bytes.</summary>
    /// <exception cref="ConnectorException">Rejected: a field holds what no message may, such as a line break in a header.</exception>
    public byte[] Compose(MailMessage message, string messageId, DateTimeOffset at)
    {
        var text = new StringBuilder();
        Line(text, "From", _from.DisplayName.Length == 0 ? _from.Address : $"\"{_from.DisplayName.Replace("\\", "\\\\").Replace("\"", "\\\"")}\" <{_from.Address}>");
        Line(text, "To", Address(message.To));
        Line(text, "Subject", HeaderText.Encode("Subject".Length + 2, Clean("subject", message.Subject, lineBreaks: false)));
        Line(text, "Date", at.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Line(text, "Message-ID", messageId);
        Line(text, "MIME-Version", "1.0");
        Line(text, "Auto-Submitted", "auto-generated");
        if (message.Html is null)
            Part(text, "plain", Clean("text", message.Text, lineBreaks: true));
        else
            Alternatives(text, messageId, Clean("text", message.Text, lineBreaks: true), Clean("html", message.Html, lineBreaks: true));
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>From whom to whom; the message was composed before, so the address is good.</summary>
    public MailEnvelope Envelope(MailMessage message) => new(_from.Address, message.To);

    /// <summary>The better form last, as readers take the last they can show. No line of a part can be the boundary: quoted-printable writes "=" out.</summary>
    private static void Alternatives(StringBuilder text, string messageId, string plain, string html)
    {
        var boundary = $"=_{ProviderIds.From("part", messageId)}";
        Line(text, "Content-Type", $"multipart/alternative;\r\n boundary=\"{boundary}\"");
        text.Append("\r\n");
        foreach (var (kind, body) in ((string, string)[])[("plain", plain), ("html", html)])
        {
            text.Append("--").Append(boundary).Append("\r\n");
            Part(text, kind, body);
        }

        text.Append("--").Append(boundary).Append("--\r\n");
    }

    private static void Part(StringBuilder text, string kind, string body)
    {
        Line(text, "Content-Type", $"text/{kind}; charset=utf-8");
        Line(text, "Content-Transfer-Encoding", "quoted-printable");
        text.Append("\r\n");
        QuotedPrintable.Append(text, body);
    }

    private static void Line(StringBuilder text, string name, string value) => text.Append(name).Append(": ").Append(value).Append("\r\n");

    private static string Address(string to)
    {
        var clean = Clean("to", to, lineBreaks: false);
        if (clean.Length > 254 || !clean.All(c => c is > ' ' and <= '~' and not (',' or ';' or '<' or '>' or '"' or '(' or ')'))
            || !MailAddress.TryCreate(clean, out var address) || address.Address != clean)
            throw Refused("to", "is not one plain ASCII address such as ada@example.com");
        return clean;
    }

    private static string Clean(string field, string value, bool lineBreaks)
    {
        if (value.Any(c => char.IsControl(c) && !(lineBreaks && (c is '\r' or '\n' or '\t'))))
            throw Refused(field, lineBreaks ? "holds a control character" : "holds a line break or another control character");
        try
        {
            Strict.GetByteCount(value);
            return value;
        }
        catch (EncoderFallbackException)
        {
            throw Refused(field, "holds half a surrogate pair");
        }
    }

    private static ConnectorException Refused(string field, string why) => new(FailureKind.Rejected, $"The mail's {field} {why}.");
}
