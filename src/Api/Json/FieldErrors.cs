using Aegis.Api.Http;

namespace Aegis.Api.Json;

/// <summary>What is wrong with a request, by field.</summary>
internal sealed class FieldErrors
{
    private const int MaxNameLength = 64;
    private readonly SortedDictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    /// <param name="message">Continues the field's name: "is missing".</param>
    public void Add(string field, string message)
    {
        var name = field.Length <= MaxNameLength ? field : field[..MaxNameLength];
        if (!_errors.TryGetValue(name, out var messages))
            _errors[name] = messages = [];
        messages.Add($"'{name}' {message}.");
    }

    /// <exception cref="BadInputException">There is any.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new BadInputException(Problem.Invalid(_errors.ToDictionary(e => e.Key, e => e.Value.ToArray())));
    }
}
