using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Json;

/// <summary>Reads a request's query parameters and collects everything that is wrong with them, each under its name.</summary>
internal sealed class QueryForm(IQueryCollection query)
{
    private readonly FieldErrors _errors = new();
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public string? Text(string name, int maxLength)
    {
        if (One(name) is not { Length: > 0 } text)
            return null;
        // Bytes that are no UTF-8 arrive as the replacement character.
        if ((text.Contains('\uFFFD') ? "is not valid UTF-8" : Texts.Flaw(text)) is { } flaw)
            _errors.Add(name, flaw);
        else if (text.Length > maxLength)
            _errors.Add(name, $"has {text.Length} characters; at most {maxLength} are allowed");
        else
            return text;
        return null;
    }

    public T? OneOf<T>(string name) where T : struct, Enum
    {
        if (One(name) is not { Length: > 0 } text)
            return null;
        if (SnakeCase<T>.TryParse(text, out var value))
            return value;
        _errors.Add(name, $"is {Texts.Quote(text)}; one of {SnakeCase<T>.Names} is needed");
        return null;
    }

    public long Number(string name, long min, long max, long otherwise)
    {
        if (One(name) is not { Length: > 0 } text)
            return otherwise;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
            return value;
        _errors.Add(name, $"is {Texts.Quote(text)}; a whole number from {min} to {max} is needed");
        return otherwise;
    }

    /// <summary>A day such as 2026-01-31, or null.</summary>
    public DateOnly? Day(string name)
    {
        if (One(name) is not { Length: > 0 } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        _errors.Add(name, $"is {Texts.Quote(text)}; a day such as 2026-01-31 is needed");
        return null;
    }

    /// <summary>A moment that must be given, in ISO 8601; in UTC where it names no zone.</summary>
    public DateTimeOffset Time(string name)
    {
        var text = One(name);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
            return at;
        _errors.Add(name, text is null ? "is missing; a time such as 2026-01-31T12:00:00Z is needed" : $"is {Texts.Quote(text)}; a time such as 2026-01-31T12:00:00Z is needed");
        return default;
    }

    /// <summary>Refuses the request when anything was wrong or a parameter is not known.</summary>
    public void Close()
    {
        foreach (var unknown in query.Keys.Where(k => !_known.Contains(k)).Order(StringComparer.Ordinal))
            _errors.Add(unknown, $"is not a parameter of this request; it knows {string.Join(", ", _known)}");
        _errors.ThrowIfAny();
    }

    private string? One(string name)
    {
        _known.Add(name);
        var values = query[name];
        if (values.Count > 1)
            _errors.Add(name, "appears more than once");
        return values.Count == 1 ? values[0] : null;
    }
}
