using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aegis.Grains.Activity;

/// <summary>Stores a window in few bytes, as it is written with every call: <c>[[reason, …], [at, 2xx, 4xx, 5xx, 3xx, 1xx, [reason's place, count, …]], …]</c>.</summary>
/// <remarks>The first bucket says its hour or day, the others how many after the one before; zeros at the end are left out.</remarks>
internal sealed class UsageWindowJson : JsonConverter<List<UsageBucket>>
{
    private const int Classes = 5;

    public override void Write(Utf8JsonWriter writer, List<UsageBucket> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        if (value.Count > 0)
        {
            var reasons = WriteReasons(writer, value);
            var before = 0;
            foreach (var bucket in value)
            {
                Write(writer, bucket, bucket.At - before, reasons);
                before = bucket.At;
            }
        }

        writer.WriteEndArray();
    }

    private static List<string> WriteReasons(Utf8JsonWriter writer, List<UsageBucket> window)
    {
        var reasons = new List<string>();
        writer.WriteStartArray();
        foreach (var bucket in window)
        {
            foreach (var counted in bucket.Reasons.AsSpan())
            {
                if (reasons.Contains(counted.Reason))
                    continue;
                reasons.Add(counted.Reason);
                writer.WriteStringValue(counted.Reason);
            }
        }

        writer.WriteEndArray();
        return reasons;
    }

    private static void Write(Utf8JsonWriter writer, in UsageBucket bucket, int gap, List<string> reasons)
    {
        ReadOnlySpan<int> classes = [bucket.Success, bucket.ClientError, bucket.ServerError, bucket.Redirect, bucket.Informational];
        writer.WriteStartArray();
        writer.WriteNumberValue(gap);
        foreach (var count in classes[..(classes.LastIndexOfAnyExcept(0) + 1)])
            writer.WriteNumberValue(count);
        if (bucket.Reasons is { } counts)
        {
            writer.WriteStartArray();
            foreach (var counted in counts)
            {
                writer.WriteNumberValue(reasons.IndexOf(counted.Reason));
                writer.WriteNumberValue(counted.Count);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    public override List<UsageBucket> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(reader, JsonTokenType.StartArray);
        var window = new List<UsageBucket>();
        if (!NextStarts(ref reader))
            return window;
        var reasons = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            reasons.Add(reader.GetString()!);
        if (reader.TokenType == JsonTokenType.Number)
            return ReadFirstForm(ref reader);
        Expect(reader, JsonTokenType.EndArray);
        for (var before = 0; NextStarts(ref reader); before = window[^1].At)
            window.Add(ReadBucket(ref reader, before, reasons));
        return window;
    }

    private static UsageBucket ReadBucket(ref Utf8JsonReader reader, int before, List<string> reasons)
    {
        Span<int> classes = stackalloc int[Classes];
        var at = before + Number(ref reader);
        for (var i = 0; reader.Read() && reader.TokenType == JsonTokenType.Number; i++)
            classes[i] = reader.GetInt32();
        var bucket = new UsageBucket(at)
        {
            Success = classes[0],
            ClientError = classes[1],
            ServerError = classes[2],
            Redirect = classes[3],
            Informational = classes[4],
        };
        if (reader.TokenType != JsonTokenType.StartArray)
            return bucket;
        var counts = new List<ReasonCount>(1);
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
            counts.Add(new(reasons[reader.GetInt32()], Number(ref reader)));
        bucket.Reasons = [.. counts];
        reader.Read();
        Expect(reader, JsonTokenType.EndArray);
        return bucket;
    }

    // [[at, 1xx, 2xx, 3xx, 4xx, 5xx, {reason: count}], …], as grids of before are stored; the reader stands on the first number.
    private static List<UsageBucket> ReadFirstForm(ref Utf8JsonReader reader)
    {
        var window = new List<UsageBucket>();
        do
        {
            if (window.Count > 0)
                reader.Read();
            var bucket = new UsageBucket(reader.GetInt32())
            {
                Informational = Number(ref reader),
                Success = Number(ref reader),
                Redirect = Number(ref reader),
                ClientError = Number(ref reader),
                ServerError = Number(ref reader),
            };
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                var counts = new List<ReasonCount>(1);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                    counts.Add(new(reader.GetString()!, Number(ref reader)));
                bucket.Reasons = [.. counts];
                reader.Read();
            }

            window.Add(bucket);
        }
        while (NextStarts(ref reader));
        return window;
    }

    private static bool NextStarts(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.StartArray;

    private static int Number(ref Utf8JsonReader reader) => reader.Read() ? reader.GetInt32() : 0;

    private static void Expect(in Utf8JsonReader reader, JsonTokenType token)
    {
        if (reader.TokenType != token)
            throw new JsonException($"A window of usage has {reader.TokenType} where {token} is due.");
    }
}
