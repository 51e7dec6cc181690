using System.Globalization;
using System.Text.Json;

namespace Aegis.Api.Webhooks;

/// <summary>Parts of a JSON text whose shape is a stranger's: what is not there, or something else, is null.</summary>
internal static class JsonParts
{
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var part))
                return null;
            element = part;
        }

        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    /// <summary>A text, or a number as text.</summary>
    public static string? Text(this JsonElement element, string name) => element.At(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public static long? Number(this JsonElement element, string name) =>
        long.TryParse(element.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 253402300799999 ? number : null;

    /// <summary>A moment in seconds since 1970.</summary>
    public static DateTimeOffset? Seconds(this JsonElement element, string name) =>
        element.Number(name) is { } seconds && seconds <= 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
