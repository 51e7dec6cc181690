namespace Aegis.Storage.Postgres;

/// <summary>The conditions of a list that has filters, with the parameters they take after those that every list has.</summary>
internal sealed class Conditions(params IEnumerable<object?> parameters)
{
    private readonly List<object?> _parameters = [.. parameters];

    public object?[] Parameters => [.. _parameters];

    /// <summary>One more condition around a value; nothing where there is no value.</summary>
    public string And(string before, string? value, string after = "")
    {
        if (value is null)
            return "";
        _parameters.Add(value);
        return $" AND {before}${_parameters.Count}{after}";
    }
}
