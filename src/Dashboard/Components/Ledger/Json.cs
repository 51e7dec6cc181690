using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aegis.Dashboard.Components.Ledger;

/// <summary>JSON for people.</summary>
internal static class Json
{
    // Razor encodes for HTML; escaping for HTML here too would show people \u0027.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
