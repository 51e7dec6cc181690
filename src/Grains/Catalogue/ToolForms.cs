using Aegis.Actions;

namespace Aegis.Grains.Catalogue;

/// <summary>A tool's arguments as a form for people.</summary>
internal static class ToolForms
{
    public static ToolForm Of(ToolSpec tool) => new(tool.Name, tool.Description, [.. tool.Arguments.Select(Of)]);

    private static ToolField Of(ToolArgument argument) => new(
        argument.Name, argument.Description, Kind(argument), argument.Required, argument.MaxLength,
        argument.OneOf.IsDefault ? [] : argument.OneOf, argument.Least, argument.Most, argument.Type == ArgumentType.Whole);

    private static ToolFieldKind Kind(ToolArgument argument) => argument switch
    {
        { OneOf.IsDefaultOrEmpty: false } => ToolFieldKind.Choice,
        { Type: ArgumentType.Whole or ArgumentType.Number or ArgumentType.Money } => ToolFieldKind.Number,
        { Type: ArgumentType.Flag } => ToolFieldKind.Flag,
        { Type: ArgumentType.Json } or { Lines: true } => ToolFieldKind.Lines,
        _ => ToolFieldKind.Line,
    };
}
