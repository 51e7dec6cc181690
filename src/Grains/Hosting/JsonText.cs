using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Aegis.Grains.Hosting;

/// <summary>Small JSON texts for ledger bodies, events and rows, without reflection.</summary>
public static class JsonText
{
    /// <summary>An object of the given fields; a field whose value is null is left out.</summary>
    public static string Object(params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in fields)
                if (value is not null)
                    Write(json, name, value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>An array of strings.</summary>
    public static string Array(ImmutableArray<string> items)
    {
        if (items.IsDefaultOrEmpty)
            return "[]";
        var buffer = new ArrayBufferWriter<byte>(64);
        using (var json = new Utf8JsonWriter(buffer))
            WriteArray(json, items);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>An object whose values are strings.</summary>
    public static string Map(ImmutableSortedDictionary<string, string> map)
    {
        if (map.IsEmpty)
            return "{}";
        var buffer = new ArrayBufferWriter<byte>(64);
        using (var json = new Utf8JsonWriter(buffer))
            WriteMap(json, map);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what <see cref="Array"/> wrote.</summary>
    public static ImmutableArray<string> ReadArray(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(item => item.GetString()!)];
    }

    /// <summary>Reads what <see cref="Map"/> wrote.</summary>
    public static ImmutableSortedDictionary<string, string> ReadMap(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        json.WritePropertyName(name);
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case DateTimeOffset at: json.WriteStringValue(at); break;
            case ImmutableArray<string> items: WriteArray(json, items); break;
            case ImmutableSortedDictionary<string, string> map: WriteMap(json, map); break;
            default: throw new NotSupportedException($"A {value.GetType().Name} is no JSON field here.");
        }
    }

    private static void WriteArray(Utf8JsonWriter json, ImmutableArray<string> items)
    {
        json.WriteStartArray();
        foreach (var item in items)
            json.WriteStringValue(item);
        json.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter json, ImmutableSortedDictionary<string, string> map)
    {
        json.WriteStartObject();
        foreach (var (key, value) in map)
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
