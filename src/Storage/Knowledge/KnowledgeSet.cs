namespace Aegis.Storage.Knowledge;

/// <summary>One section of a document: what is found, quoted and cited.</summary>
/// <param name="Page">The document's name, as its address has it.</param>
/// <param name="Anchor">Where in the page; empty for its beginning.</param>
/// <param name="Title">The page's title.</param>
/// <param name="Heading">The headings down to this section, without the title; empty for its beginning.</param>
/// <param name="Level">The heading's level, 1 for the page's beginning.</param>
/// <param name="Keywords">Further words it is found by, never shown.</param>
/// <param name="Body">Markdown.</param>
public sealed record KnowledgeSection(string Page, string Anchor, string Title, string Heading, int Level, string Keywords, string Body);

/// <summary>All documents, in order.</summary>
/// <param name="Hash">Changes with any of them.</param>
public sealed record KnowledgeSet(string Hash, IReadOnlyList<KnowledgeSection> Sections);

/// <summary>What to look for: sections that hold any of the terms, best first.</summary>
public sealed record KnowledgeQuery(IReadOnlyList<KnowledgeTerm> Terms, int Limit);

/// <summary>One thing asked for, by any of several words.</summary>
/// <param name="Words">As <see cref="KnowledgeWords.Split"/> makes them; they match in all their inflections.</param>
/// <param name="Prefix">Whether the words match the beginning of longer ones.</param>
public sealed record KnowledgeTerm(IReadOnlyList<string> Words, bool Prefix = false);

/// <param name="Hits">Best first.</param>
/// <param name="Frequencies">By term: how many sections hold it.</param>
/// <param name="Sections">How many sections there are.</param>
public sealed record KnowledgeMatches(IReadOnlyList<KnowledgeHit> Hits, IReadOnlyList<int> Frequencies, int Sections);

/// <param name="Score">BM25; comparable within one query only.</param>
/// <param name="Snippet">The part of the body that fits best, in plain text.</param>
/// <param name="Terms">By term: whether the section holds it.</param>
public sealed record KnowledgeHit(KnowledgeSection Section, double Score, string Snippet, IReadOnlyList<bool> Terms);
