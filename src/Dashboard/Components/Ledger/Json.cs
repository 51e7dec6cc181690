using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aegis.Dashboard.Components.Ledger;

/// <summary>JSON for people.</summary>
internal static class Json
{
    // Razor encodes for HTML; escaping for HTML here too would show people \u0027.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first plain values of an object on one line, or nothing.</summary>
    public static string Preview(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            return parsed.RootElement.ValueKind != JsonValueKind.Object ? "" : string.Join(", ", parsed.RootElement.EnumerateObject()
                .Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                .Take(3).Select(p => $"{p.Name} {p.Value}"));
        }
        catch (JsonException)
        {
            return "";
        }
    }

    /// <summary>The text indented, or as it is where it is not JSON.</summary>
    public static string Indented(string json)
    {
        try
        {
            return JsonSerializer.Serialize(JsonElement.Parse(json), Readable);
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
