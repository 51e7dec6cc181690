using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aegis.Connectors.Billing;

/// <summary>The operations that changed a subscription, kept in its meta data: the last of them, so that each is found again.</summary>
internal static class OperationMarks
{
    private const string Name = "aegis_operations";
    private const int Kept = 10;

    public static bool Has(JsonElement? metaData, string key) => Read(metaData).Contains(key);

    /// <summary>The meta data with one operation more; what others keep there stays.</summary>
    public static string Add(JsonElement? metaData, string key)
    {
        var kept = metaData is { ValueKind: JsonValueKind.Object } known ? JsonObject.Create(known)! : [];
        kept[Name] = new JsonArray([.. Read(metaData).Append(key).TakeLast(Kept).Select(mark => JsonValue.Create(mark))]);
        return kept.ToJsonString();
    }

    private static IEnumerable<string> Read(JsonElement? metaData) =>
        metaData is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(Name, out var marks) && marks.ValueKind == JsonValueKind.Array
            ? marks.EnumerateArray().Where(mark => mark.ValueKind == JsonValueKind.String).Select(mark => mark.GetString()!)
            : [];
}
