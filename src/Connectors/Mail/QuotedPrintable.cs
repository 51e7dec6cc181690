using System.Text;

namespace Aegis.Connectors.Mail;

/// <summary>Quoted-printable of RFC 2045: readable where it is ASCII, no line over 76 characters.</summary>
internal static class QuotedPrintable
{
    private const int LongestLine = 76;

    /// <summary>Appends the text with CRLF after each of its lines.</summary>
    public static void Append(StringBuilder output, string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            AppendLine(output, Encoding.UTF8.GetBytes(line));
            output.Append("\r\n");
        }
    }

    private static void AppendLine(StringBuilder output, byte[] line)
    {
        var column = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var last = i == line.Length - 1;
            var token = Token(line[i], last);
            // A soft break takes the last column itself.
            if (column + token.Length > (last ? LongestLine : LongestLine - 1))
            {
                output.Append("=\r\n");
                column = 0;
            }
            output.Append(token);
            column += token.Length;
        }
    }

    /// <summary>Blanks at a line's end would be lost on the way, so they are written out.</summary>
    private static string Token(byte value, bool last) => value switch
    {
        (byte)' ' or (byte)'\t' when !last => ((char)value).ToString(),
        > (byte)' ' and <= (byte)'~' and not (byte)'=' => ((char)value).ToString(),
        _ => $"={value:X2}",
    };
}
