using System.Text.Json;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Customers.Past;

/// <summary>Reads what an entry says; a field that is missing, or was written by a version of other words, reads as nothing.</summary>
internal readonly struct EntryBody(JsonElement body)
{
    public string Text(string name) => Optional(name) ?? "";

    public string? Optional(string name) => Find(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public int? Int(string name) => Find(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;

    public DateTimeOffset? Time(string name) => Find(name) is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var at) ? at : null;

    public ImmutableArray<string>? Texts(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } items ? [.. items.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)] : null;

    public T One<T>(string name) where T : struct, Enum => OptionalOne<T>(name) ?? default;

    public T? OptionalOne<T>(string name) where T : struct, Enum
    {
        if (Optional(name) is { } text)
            foreach (var value in Enum.GetValues<T>())
                if (SnakeCase.Of(value) == text)
                    return value;
        return null;
    }

    private JsonElement? Find(string name) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var found) ? found : null;
}
