using System.Text.Json;
using Aegis.Grains.Customers;

namespace Aegis.Grains.Catalogue;

/// <summary>Reads the arguments a model gave, and checks those of any proposal, against the tool's own.</summary>
public static class ToolInput
{
    /// <summary>The arguments of a model's call as text by name; or the fault, which names the one that is wrong. What names a customer is no argument of any tool.</summary>
    public static Result<ImmutableSortedDictionary<string, string>> Read(ToolSpec tool, JsonElement given)
    {
        if (given.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return Check(tool, ImmutableSortedDictionary<string, string>.Empty);
        if (given.ValueKind != JsonValueKind.Object)
            return new Refusal(RefusalKind.Invalid, "The arguments are no JSON object.", "arguments");
        var read = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var property in given.EnumerateObject())
        {
            if (tool.Argument(property.Name) is not { ByCode: false } argument)
                return Unknown(tool, property.Name);
            if (property.Value.ValueKind is JsonValueKind.Null)
                continue;
            if (TextOf(argument, property.Value) is not { } value)
                return Invalid(property.Name, $"is {property.Value.ValueKind.ToString().ToLowerInvariant()}: use {Name(argument.Type)}");
            read[property.Name] = value;
        }

        return Check(tool, read.ToImmutable());
    }

    /// <summary>The arguments in canonical order, or the refusal that names the one at fault.</summary>
    public static Result<ImmutableSortedDictionary<string, string>> Check(ToolSpec tool, ImmutableSortedDictionary<string, string> given)
    {
        foreach (var (name, _) in given)
            if (tool.Argument(name) is null)
                return Unknown(tool, name);
        foreach (var argument in tool.Arguments)
            if (argument.Fault(given.GetValueOrDefault(argument.Name)) is { } fault)
                return Invalid(argument.Name, fault);
        return given.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static Refusal Unknown(ToolSpec tool, string name) => Invalid(name, $"is no argument of {tool.Name}");

    private static Refusal Invalid(string name, string fault) =>
        new(RefusalKind.Invalid, $"'{TextRules.Show(name)}' {fault}.", $"arguments.{TextRules.Show(name)}");

    // Models often quote numbers and flags, and that is no reason to ask again.
    private static string? TextOf(ToolArgument argument, JsonElement value) => (argument.Type, value.ValueKind) switch
    {
        (ArgumentType.Json, _) => value.GetRawText(),
        (_, JsonValueKind.String) => value.GetString(),
        (ArgumentType.Whole or ArgumentType.Number or ArgumentType.Money, JsonValueKind.Number) => value.GetRawText(),
        (ArgumentType.Flag, JsonValueKind.True) => "true",
        (ArgumentType.Flag, JsonValueKind.False) => "false",
        _ => null,
    };

    private static string Name(ArgumentType type) => type switch
    {
        ArgumentType.Whole => "a whole number",
        ArgumentType.Number or ArgumentType.Money => "a number",
        ArgumentType.Flag => "true or false",
        _ => "text",
    };
}
