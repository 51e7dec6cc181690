using System.Globalization;
using System.Text.Json;
using Aegis.Grains.Customers;

namespace Aegis.Grains.Catalogue;

/// <summary>What an argument's value is. It travels as text: whole numbers, numbers and money (above 0, at most two decimals) in invariant form, flags as true or false, JSON as such.</summary>
public enum ArgumentType { Text, Whole, Number, Money, Flag, Json }

/// <summary>One argument of a tool.</summary>
/// <param name="Name">Snake case.</param>
/// <param name="Description">What it is for, in a sentence.</param>
/// <param name="MaxLength">Of the value as text.</param>
public sealed record ToolArgument(string Name, string Description, int MaxLength)
{
    public ArgumentType Type { get; init; }

    public bool Required { get; init; }

    /// <summary>Whether text may have several lines.</summary>
    public bool Lines { get; init; }

    /// <summary>The values allowed; default for any.</summary>
    public ImmutableArray<string> OneOf { get; init; }

    /// <summary>The least and the most a number may be; null for no bound.</summary>
    public long? Least { get; init; }

    public long? Most { get; init; }

    /// <summary>Set by code alone: no model is told of it or may give it.</summary>
    public bool ByCode { get; init; }

    /// <summary>The argument's own JSON schema where a server declared one; null to describe it by the rest of this record.</summary>
    public string? Schema { get; init; }

    /// <summary>Why a value cannot be taken, or null.</summary>
    public string? Fault(string? value) => value switch
    {
        null or "" => Required ? "is missing" : null,
        _ when value.Length > MaxLength => $"has {value.Length} characters: at most {MaxLength} are allowed",
        _ when !OneOf.IsDefault && !OneOf.Contains(value) => $"is '{TextRules.Show(value)}': use {string.Join(" or ", OneOf)}",
        _ => Type switch
        {
            ArgumentType.Whole => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && IsWithin(whole) ? null : $"is '{TextRules.Show(value)}': use a whole number{Bounds()}",
            ArgumentType.Number => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && IsWithin(number) ? null : $"is '{TextRules.Show(value)}': use a number{Bounds()}",
            ArgumentType.Money => IsMoney(value) ? null : $"is '{TextRules.Show(value)}': use an amount such as 25.50{(Most is { } most ? string.Create(CultureInfo.InvariantCulture, $", at most {most}") : "")}",
            ArgumentType.Flag => value is "true" or "false" ? null : $"is '{TextRules.Show(value)}': use true or false",
            ArgumentType.Json => IsJson(value) ? TextRules.FaultOfText(value) : "is no JSON",
            _ => Lines ? TextRules.FaultOfText(value) : TextRules.FaultOfLine(value),
        },
    };

    private bool IsWithin(double number) => !(number < Least) && !(number > Most);

    private string Bounds() => (Least, Most) switch
    {
        ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $" from {least} to {most}"),
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $" of {least} or more"),
        (null, { } most) => string.Create(CultureInfo.InvariantCulture, $" of at most {most}"),
        _ => "",
    };

    private bool IsMoney(string value) =>
        decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        && amount > 0 && decimal.Round(amount, 2) == amount && !(amount > Most);

    private static bool IsJson(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
