using System.Globalization;
using System.Text.Json;

namespace Aegis.Eval.Scenarios;

/// <summary>Values of enumerations as files and answers spell them.</summary>
internal static class Spelling
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static bool TryParse<T>(string text, out T value) where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (Of(candidate) != text)
                continue;
            value = candidate;
            return true;
        }

        value = default;
        return false;
    }
}

/// <summary>Times as people write them.</summary>
internal static class Times
{
    public static TimeSpan? Parse(string text) =>
        text.Length > 1 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? text[^1] switch
            {
                's' => TimeSpan.FromSeconds(number),
                'm' => TimeSpan.FromMinutes(number),
                'h' => TimeSpan.FromHours(number),
                'd' => TimeSpan.FromDays(number),
                _ => null,
            }
            : null;
}
