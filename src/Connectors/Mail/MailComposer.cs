using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Aegis.Connectors.Mail;

/// <summary>Writes a message as RFC 5322 text: CRLF lines, encoded headers, a quoted-printable UTF-8 body.</summary>
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
        Line(text, "Content-Type", "text/plain; charset=utf-8");
        Line(text, "Content-Transfer-Encoding", "quoted-printable");
        Line(text, "Auto-Submitted", "auto-generated");
        text.Append("\r\n");
        QuotedPrintable.Append(text, Clean("text", message.Text, lineBreaks: true));
        return Encoding.ASCII.GetBytes(text.ToString());
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
