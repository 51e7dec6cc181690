using System.Globalization;
using System.Text.Json;
using Aegis.Api.Http;

namespace Aegis.Api.Json;

/// <summary>Reads a request's JSON object field by field and collects everything that is wrong with it, each under its field's name.</summary>
internal sealed class JsonForm
{
    private const int MaxDepth = 32;
    private readonly Dictionary<string, JsonElement> _fields = [];
    private readonly FieldErrors _errors = new();

    private JsonForm(JsonElement root)
    {
        foreach (var property in root.EnumerateObject())
        {
            if (TryDecode(() => property.Name) is not { } name)
                _errors.Add("body", "has a field whose name is not valid UTF-8");
            else if (!_fields.TryAdd(name, property.Value))
                _errors.Add(name, "appears twice");
        }
    }

    /// <exception cref="BadInputException">The bytes are not one JSON object, or nested too deeply.</exception>
    public static JsonForm Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            var root = JsonDocument.Parse(utf8, new() { MaxDepth = MaxDepth }).RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new(root)
                : throw BadInputException.Field("body", $"'body' is {Describe(root)}; a JSON object is needed.");
        }
        catch (JsonException malformed)
        {
            throw BadInputException.Field("body", $"'body' is not valid JSON of at most {MaxDepth} levels: {Texts.Quote(malformed.Message).Trim('"')}");
        }
    }

    /// <summary>A required text; "" beside an error when it is missing or wrong.</summary>
    public string Text(string field, int maxLength = int.MaxValue) =>
        Take(field, required: true) is { } value ? Decode(field, value, maxLength) ?? "" : "";

    /// <summary>A text that may be left out.</summary>
    public string? OptionalText(string field, int maxLength = int.MaxValue) =>
        Take(field, required: false) is { } value ? Decode(field, value, maxLength) : null;

    /// <summary>A time that may be left out; UTC unless it says otherwise.</summary>
    public DateTimeOffset? OptionalTime(string field)
    {
        if (OptionalText(field) is not { } text)
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time;
        _errors.Add(field, $"is {Texts.Quote(text)}; a time such as 2026-01-31T12:00:00Z is needed");
        return null;
    }

    /// <summary>A list of texts that may be left out.</summary>
    public ImmutableArray<string>? OptionalTexts(string field)
    {
        if (Take(field, required: false) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
        {
            _errors.Add(field, $"is {Describe(value)}; a list of texts is needed");
            return null;
        }

        return [.. value.EnumerateArray().Select(item => Decode(field, item)).OfType<string>()];
    }

    /// <summary>An object of texts, numbers and flags by name, as text; empty when it is left out.</summary>
    public ImmutableSortedDictionary<string, string> OptionalMap(string field)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (Take(field, required: false) is not { } value)
            return map.ToImmutable();
        if (value.ValueKind != JsonValueKind.Object)
        {
            _errors.Add(field, $"is {Describe(value)}; an object of texts is needed");
            return map.ToImmutable();
        }

        foreach (var property in value.EnumerateObject())
        {
            if (TryDecode(() => property.Name) is not { } name)
                _errors.Add(field, "has a field whose name is not valid UTF-8");
            else if ((property.Value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? property.Value.GetRawText() : Decode($"{field}.{name}", property.Value)) is { } text
                && !map.TryAdd(name, text))
                _errors.Add($"{field}.{name}", "appears twice");
        }

        return map.ToImmutable();
    }

    /// <summary>A required value of an enum, by its snake_case name.</summary>
    public T OneOf<T>(string field) where T : struct, Enum
    {
        if (Take(field, required: true) is not { } value || Decode(field, value) is not { } name)
            return default;
        if (!SnakeCase<T>.TryParse(name, out var parsed))
            _errors.Add(field, $"is {Texts.Quote(name)}; one of {SnakeCase<T>.Names} is needed");
        return parsed;
    }

    /// <summary>A value of an enum that may be left out.</summary>
    public T? OptionalOneOf<T>(string field) where T : struct, Enum => _fields.ContainsKey(field) ? OneOf<T>(field) : null;

    /// <summary>True or false, or left out.</summary>
    public bool? OptionalFlag(string field) => _fields.ContainsKey(field) ? Flag(field) : null;

    /// <summary>A required true or false.</summary>
    public bool Flag(string field)
    {
        if (Take(field, required: true) is not { } value)
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            _errors.Add(field, $"is {Describe(value)}; true or false is needed");
        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>A whole number of 32 bits that may be left out.</summary>
    public int? OptionalNumber(string field)
    {
        if (Take(field, required: false) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
            return number;
        _errors.Add(field, $"is {Describe(value)}; a whole number of 32 bits is needed");
        return null;
    }

    /// <summary>Adds what only the caller can know to be wrong.</summary>
    public void Require(bool holds, string field, string message)
    {
        if (!holds)
            _errors.Add(field, message);
    }

    /// <summary>Refuses the request when anything was wrong or a field was left over.</summary>
    /// <exception cref="BadInputException">Names every wrong field.</exception>
    public void Close()
    {
        foreach (var unknown in _fields.Keys.Order(StringComparer.Ordinal))
            _errors.Add(unknown, "is not a field of this request");
        _errors.ThrowIfAny();
    }

    private JsonElement? Take(string field, bool required)
    {
        if (_fields.Remove(field, out var value))
            return value;
        if (required)
            _errors.Add(field, "is missing");
        return null;
    }

    private string? Decode(string field, JsonElement value, int maxLength = int.MaxValue)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            _errors.Add(field, $"is {Describe(value)}; a text is needed");
            return null;
        }

        var text = TryDecode(() => value.GetString());
        if (Flaw(text, maxLength) is not { } flaw)
            return text;
        _errors.Add(field, flaw);
        return null;
    }

    private static string? Flaw(string? text, int maxLength)
    {
        if (text is null)
            return "contains a lone surrogate or invalid UTF-8, which is not allowed";
        return text.Length > maxLength ? $"has {text.Length} characters; at most {maxLength} are allowed" : Texts.Flaw(text);
    }

    // The reader throws on escaped lone surrogates and on bytes that are not UTF-8.
    private static string? TryDecode(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => $"the number {Texts.Quote(value.GetRawText()).Trim('"')}",
        JsonValueKind.String => TryDecode(value.GetString) is { } text ? $"the text {Texts.Quote(text)}" : "a text",
        JsonValueKind.Array => "a list",
        _ => "an object",
    };
}
