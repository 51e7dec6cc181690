namespace Aegis.Grains.Customers;

/// <summary>What any text from outside must be before it is stored, and how a refused one is shown back.</summary>
public static class TextRules
{
    /// <summary>Why the text cannot be stored as one line, or null when it can: no control characters (U+0000 among them), no half of a surrogate pair, no end of an isolate that another text began.</summary>
    public static string? FaultOfLine(string text) => Fault(text, char.IsControl)
        ?? (ShownText.LooseEnd(text) is >= 0 and var at ? $"holds at position {at} a mark (U+2069) that ends what it did not begin" : null);

    /// <summary>The same for text of several lines: tabs and line breaks are allowed.</summary>
    public static string? FaultOfText(string text) => Fault(text, c => char.IsControl(c) && c is not ('\t' or '\n' or '\r'));

    /// <summary>The value as an error message may carry it: short, on one line.</summary>
    public static string Show(string text)
    {
        var shown = text.Length > 60 ? string.Concat(text.AsSpan(0, 60), "…") : text;
        return ShownText.Isolated(Fault(shown, char.IsControl) is null ? shown : string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c)));
    }

    /// <summary>The text's beginning, at most so many characters and no half of a surrogate pair; <paramref name="mark"/> follows where something was cut.</summary>
    public static string Shorten(string text, int longest, string mark = "") =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest), mark);

    /// <summary>The beginning of a text for people to read: shortened as <see cref="Shorten"/> does, with no blank before the ellipsis.</summary>
    public static string Excerpt(string text, int longest) => text.Length <= longest ? text : Shorten(text, longest).TrimEnd() + "…";

    private static string? Fault(string text, Func<char, bool> forbidden)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (forbidden(text[i]))
                return $"holds the control character U+{(int)text[i]:X4} at position {i}";
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return $"holds half a surrogate pair at position {i}";
            i++;
        }

        return null;
    }
}
