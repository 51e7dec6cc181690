namespace Aegis.Actions;

/// <summary>How a form asks for a value.</summary>
[GenerateSerializer, Alias("aegis.ToolFieldKind")]
public enum ToolFieldKind { Line, Lines, Number, Flag, Choice }

/// <summary>What a tool takes of whoever proposes it. Arguments beyond these come from the customer's own state, and nobody names them.</summary>
[GenerateSerializer, Immutable, Alias("aegis.ToolForm")]
public sealed record ToolForm([property: Id(0)] string Tool, [property: Id(1)] string Description, [property: Id(2)] ImmutableArray<ToolField> Fields);

/// <param name="Name">The argument's name, in snake case.</param>
/// <param name="Description">What it is for, in a sentence.</param>
/// <param name="MaxLength">Of the value as text.</param>
/// <param name="Choices">With <see cref="ToolFieldKind.Choice"/> the values allowed; else empty.</param>
/// <param name="Least">The least a number may be, or null.</param>
/// <param name="Most">The most a number may be, or null.</param>
/// <param name="IsWhole">Whether a number has no decimals.</param>
[GenerateSerializer, Immutable, Alias("aegis.ToolField")]
public sealed record ToolField(
    [property: Id(0)] string Name,
    [property: Id(1)] string Description,
    [property: Id(2)] ToolFieldKind Kind,
    [property: Id(3)] bool Required,
    [property: Id(4)] int MaxLength,
    [property: Id(5)] ImmutableArray<string> Choices,
    [property: Id(6)] long? Least,
    [property: Id(7)] long? Most,
    [property: Id(8)] bool IsWhole);
