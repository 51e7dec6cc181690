using System.Globalization;

namespace Aegis.LoadTest.Commands;

/// <summary>Times as people write them: 500ms, 60s, 20m, 1h, 1.5h.</summary>
public static class Durations
{
    /// <summary>Null when the text is no such time.</summary>
    public static TimeSpan? Parse(string text)
    {
        var digits = text.TrimEnd("abcdefghijklmnopqrstuvwxyz".ToCharArray());
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1e6)
            return null;
        return text[digits.Length..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => null,
        };
    }
}
