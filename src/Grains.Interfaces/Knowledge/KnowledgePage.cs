namespace Aegis.Knowledge;

/// <summary>A document as it is read.</summary>
/// <param name="Page">Its name in addresses.</param>
[GenerateSerializer, Immutable, Alias("aegis.KnowledgePage")]
public sealed record KnowledgePage([property: Id(0)] string Page, [property: Id(1)] string Title, [property: Id(2)] ImmutableArray<KnowledgePart> Parts);

/// <summary>A part of a document beneath one heading.</summary>
/// <param name="Anchor">Where in the page; empty for its beginning.</param>
/// <param name="Heading">Empty for the page's beginning.</param>
/// <param name="Level">1 for the page's beginning.</param>
/// <param name="Body">Markdown.</param>
[GenerateSerializer, Immutable, Alias("aegis.KnowledgePart")]
public sealed record KnowledgePart([property: Id(0)] string Anchor, [property: Id(1)] string Heading, [property: Id(2)] int Level, [property: Id(3)] string Body);
