using System.Text.Json;

namespace Aegis.Dashboard.Components.Ledger;

/// <summary>A ledger entry in words: what happened, and what matters of it in one line.</summary>
internal static class LedgerWords
{
    /// <summary>"key_issued" as "Key issued".</summary>
    public static string Title(string kind) => kind.Length == 0 ? "" : char.ToUpperInvariant(kind[0]) + kind[1..].Replace('_', ' ');

    /// <summary>What moved, as "healthy → at risk"; otherwise the first plain values.</summary>
    public static string Gist(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            var body = parsed.RootElement;
            return body.ValueKind != JsonValueKind.Object ? ""
                : Text(body, "from") is { } from && Text(body, "to") is { } to ? $"{Words(from)} → {Words(to)}"
                : First(body, "text", "note") is { } said ? said
                : Joined(body, "tool", "status", "evidence") ?? Joined(body, "type", "status", "reason") ?? Joined(body, "environment", "prefix") ?? Json.Preview(json);
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
        if (first == "type")
            begin = Words(begin);
        foreach (var name in more)
            if (Text(body, name) is { Length: > 0 } value)
                begin += $" · {(name == "status" ? Words(value) : value)}";
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

    private static string Words(string snake) => snake.Replace('_', ' ');
}
