using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aegis.Storage.Ledger;

/// <summary>The last entry of one ledger at one time, kept outside the grid: proves later that nothing up to it was cut off or replaced.</summary>
/// <param name="Hash">HMAC-SHA256, lower-case hex.</param>
public sealed record LedgerAnchor(string Workspace, string CustomerId, long Seq, string Hash);

/// <summary>Anchors as NDJSON, one a line.</summary>
public static class LedgerAnchors
{
    public static async Task WriteAsync(TextWriter writer, LedgerAnchor anchor) =>
        await writer.WriteLineAsync(JsonSerializer.Serialize(anchor, LedgerAnchorJson.Default.LedgerAnchor));

    /// <exception cref="FormatException">A line is no anchor; the message names it.</exception>
    public static async Task<IReadOnlyList<LedgerAnchor>> ReadAsync(TextReader reader)
    {
        var anchors = new List<LedgerAnchor>();
        for (var number = 1; await reader.ReadLineAsync() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                anchors.Add(JsonSerializer.Deserialize(line, LedgerAnchorJson.Default.LedgerAnchor)!);
            }
            catch (JsonException exception)
            {
                throw new FormatException($"Line {number} is no ledger anchor: {exception.Message}", exception);
            }
        }

        return anchors;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LedgerAnchor))]
internal sealed partial class LedgerAnchorJson : JsonSerializerContext;
