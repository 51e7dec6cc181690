using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aegis.Grains.Activity;

/// <summary>The calls of one UTC hour or day, by status class and failure reason. Stored as <c>[at, 1xx, 2xx, 3xx, 4xx, 5xx, {reason: count}]</c>.</summary>
[JsonConverter(typeof(UsageBucketJson))]
public struct UsageBucket(int at)
{
    /// <summary>Distinct reasons counted apart; further ones count as <see cref="OtherReason"/>.</summary>
    public const int MaxReasons = 16;

    public const string OtherReason = "OTHER";

    /// <summary>Hours, or days, since 0001-01-01 UTC.</summary>
    public readonly int At => at;

    public int Informational;
    public int Success;
    public int Redirect;
    public int ClientError;
    public int ServerError;

    /// <summary>Failed calls by their reason; null when none failed.</summary>
    public SortedList<string, int>? Reasons;

    public readonly long Calls => (long)Informational + Success + Redirect + ClientError + ServerError;

    public readonly long Errors => (long)ClientError + ServerError;

    public void Count(int status, string? reason)
    {
        switch (status / 100)
        {
            case 1: Informational++; break;
            case 2: Success++; break;
            case 3: Redirect++; break;
            case 4: ClientError++; break;
            default: ServerError++; break;
        }

        if (status >= 400)
            CountReason(FailureTraces.ReasonOf(status, reason));
    }

    private void CountReason(string reason)
    {
        Reasons ??= new(1, StringComparer.Ordinal);
        if (!Reasons.TryGetValue(reason, out var count) && Reasons.Count >= MaxReasons)
            Reasons.TryGetValue(reason = OtherReason, out count);
        Reasons[reason] = count + 1;
    }
}

internal sealed class UsageBucketJson : JsonConverter<UsageBucket>
{
    public override UsageBucket Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("A usage bucket is an array.");
        var bucket = new UsageBucket(Next(ref reader))
        {
            Informational = Next(ref reader),
            Success = Next(ref reader),
            Redirect = Next(ref reader),
            ClientError = Next(ref reader),
            ServerError = Next(ref reader),
        };
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            bucket.Reasons = new(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var reason = reader.GetString()!;
                bucket.Reasons[reason] = Next(ref reader);
            }

            reader.Read();
        }

        return reader.TokenType == JsonTokenType.EndArray ? bucket : throw new JsonException("A usage bucket ends after its reasons.");
    }

    public override void Write(Utf8JsonWriter writer, UsageBucket value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.At);
        writer.WriteNumberValue(value.Informational);
        writer.WriteNumberValue(value.Success);
        writer.WriteNumberValue(value.Redirect);
        writer.WriteNumberValue(value.ClientError);
        writer.WriteNumberValue(value.ServerError);
        if (value.Reasons is { Count: > 0 } reasons)
        {
            writer.WriteStartObject();
            foreach (var (reason, count) in reasons)
                writer.WriteNumber(reason, count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static int Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt32();
    }
}
