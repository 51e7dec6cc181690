using System.Globalization;
using Aegis.Storage.Database;

namespace Aegis.Storage.Postgres;

/// <summary>The conditions of a list that has filters, with the parameters they take after those that every list has.</summary>
internal sealed class Conditions(params IEnumerable<object?> parameters)
{
    private readonly List<object?> _parameters = [.. parameters];

    public object?[] Parameters => [.. _parameters];

    /// <summary>One more condition around a value; nothing where there is no value.</summary>
    public string And(string before, object? value, string after = "") =>
        value is null ? "" : $" AND {before}{Add(value)}{after}";

    /// <summary>One more parameter, as the query names it.</summary>
    public string Add(object value)
    {
        _parameters.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${_parameters.Count}");
    }

    /// <summary>A column's time lies in a UTC day; nothing where no day is named.</summary>
    public string AndOn(string column, DateOnly? day) =>
        day is not { } named ? "" : And($"{column} >= ", Times.OfDay(named).From) + And($"{column} < ", Times.OfDay(named).To);
}
