using System.Globalization;

namespace Aegis.Dashboard.Components.Controls;

/// <summary>Writes the address of a page from what it shows.</summary>
internal static class PageAddress
{
    /// <summary>A path with those parameters that say something.</summary>
    public static string Of(string path, params ReadOnlySpan<(string Name, string? Value)> parameters) =>
        Query(parameters) is { Length: > 0 } query ? $"{path}?{query}" : path;

    /// <summary>The query alone, without the question mark; empty when no parameter says something.</summary>
    public static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var said = new List<string>();
        foreach (var (name, value) in parameters)
            if (value is not null)
                said.Add($"{name}={Uri.EscapeDataString(value)}");
        return string.Join('&', said);
    }

    /// <summary>Whether an address names a parameter.</summary>
    public static bool Names(string address, string parameter) =>
        new Uri(address).Query.TrimStart('?').Split('&').Any(said => said.StartsWith(parameter + '=', StringComparison.Ordinal));

    /// <summary>A moment, exact, as an address says it.</summary>
    public static string? Moment(DateTimeOffset? at) => at?.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);

    /// <summary>The moment that an address says, or null when it says none.</summary>
    public static DateTimeOffset? Moment(string? said) =>
        DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
