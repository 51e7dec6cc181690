namespace Aegis.Api.Json;

/// <summary>What text may not contain, and how a value is quoted in a message.</summary>
internal static class Texts
{
    /// <summary>What is wrong with a decoded text; null when nothing is.</summary>
    public static string? Flaw(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
            return "contains U+0000, which is not allowed";
        for (var at = text.IndexOfAnyInRange('\uD800', '\uDFFF'); at < text.Length && at >= 0; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                at++;
            else if (char.IsSurrogate(text[at]))
                return "contains a lone surrogate, which is not allowed";
        }

        return null;
    }

    /// <summary>A value short and harmless enough to stand in a message.</summary>
    public static string Quote(string value)
    {
        var safe = string.Create(Math.Min(value.Length, 64), value, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '\uFFFD' : text[i];
        });
        return value.Length > 64 ? $"\"{safe}…\"" : $"\"{safe}\"";
    }
}
