using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aegis.Dashboard.Components.Ledger;

/// <summary>A ledger entry in words: what happened, and what matters of it in one line.</summary>
public static partial class LedgerWords
{
    /// <summary>What moved, as "healthy → at risk"; otherwise the first plain values.</summary>
    public static string Gist(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            var body = parsed.RootElement;
            return body.ValueKind != JsonValueKind.Object ? ""
                : Text(body, "from") is { } from && Text(body, "to") is { } to ? $"{ShownText.Isolated(Spaced(from))} → {ShownText.Isolated(Spaced(to))}"
                : First(body, "text", "note") is { } said ? said
                : Joined(body, "tool", "status", "evidence") ?? Joined(body, "type", "status", "reason") ?? Joined(body, "environment", "prefix") ?? FirstValues(body);
        }
        catch (JsonException)
        {
            return "";
        }
    }

    /// <summary>The values of those names that are there, if the first is.</summary>
    private static string? Joined(JsonElement body, string first, params ReadOnlySpan<string> more)
    {
        if (Text(body, first) is not { } begin)
            return null;
        begin = ShownText.Isolated(first == "type" ? Spaced(begin) : begin);
        foreach (var name in more)
            if (Text(body, name) is { Length: > 0 } value)
                begin += $" · {ShownText.Isolated(name == "status" ? Spaced(value) : value)}";
        return begin;
    }

    private static string? First(JsonElement body, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Text(body, name) is { Length: > 0 } value)
                return value;
        return null;
    }

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The first plain values with their names: "stage production ready, created at 9 Oct 2026 02:57 UTC".</summary>
    private static string FirstValues(JsonElement body) => string.Join(", ", body.EnumerateObject()
        .Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
        .Take(3).Select(p => $"{CamelHump().Replace(p.Name, " ").ToLowerInvariant()} {Value(p.Value)}"));

    private static string Value(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString()!.Length >= "2026-01-01T00:00:00Z".Length && value.TryGetDateTimeOffset(out var at)
            ? at.UtcDateTime.ToString("d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture)
            : ShownText.Isolated(value.ToString());

    private static string Spaced(string snake) => snake.Replace('_', ' ');

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex CamelHump();
}
