using System.Text;

namespace Aegis.Connectors.Mail;

/// <summary>Text in a header: as it is when plain and short, otherwise as RFC 2047 encoded words on folded lines.</summary>
internal static class HeaderText
{
    /// <summary>Bytes of UTF-8 in one encoded word, so that it stays within 75 characters.</summary>
    private const int BytesAWord = 42;

    private const int PlainLine = 76;

    public static string Encode(int nameLength, string value)
    {
        if (nameLength + value.Length <= PlainLine && value.All(c => c is >= ' ' and <= '~') && !value.Contains("=?"))
            return value;
        return string.Join("\r\n ", Words(value).Select(word => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word))}?="));
    }

    /// <summary>Never cuts a character: every word stands for itself.</summary>
    private static IEnumerable<string> Words(string value)
    {
        var word = new StringBuilder();
        var bytes = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > BytesAWord)
            {
                yield return word.ToString();
                word.Clear();
                bytes = 0;
            }
            word.Append(rune);
            bytes += rune.Utf8SequenceLength;
        }
        yield return word.ToString();
    }
}
