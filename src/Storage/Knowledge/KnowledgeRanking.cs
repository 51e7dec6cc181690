namespace Aegis.Storage.Knowledge;

/// <summary>BM25 as both databases compute it, and what a word weighs by where it stands; as they are written in SQL.</summary>
internal static class KnowledgeRanking
{
    // SQLite's own constants, which cannot be set.
    public const string K1 = "1.2";
    public const string B = "0.75";
    public const string LeastIdf = "0.000001";

    public const string Title = "3.0";
    public const string Heading = "5.0";
    public const string Keywords = "4.0";
    public const string Body = "1.0";

    public const string SnippetWords = "24";
    public const string FewestSnippetWords = "12";
}
