using Aegis.Storage.Knowledge;

namespace Aegis.Storage.Sqlite;

/// <summary>The documents in a full-text table: SQLite's own BM25 and snippets.</summary>
internal static class SqliteKnowledge
{
    private const string Columns = "page, anchor, title, heading, level, keywords, body";
    private const string HashName = "knowledge";

    /// <summary>Replaces the documents unless these are there; in one transaction, which is also the lock.</summary>
    public static bool Save(SqliteSession session, KnowledgeSet knowledge)
    {
        if (session.Prepare("SELECT value FROM grid_info WHERE name = ?").Bind(HashName).First(row => row.Text()) == knowledge.Hash)
            return false;
        session.Execute("DELETE FROM knowledge");
        foreach (var section in knowledge.Sections)
            session.Prepare($"INSERT INTO knowledge ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?)")
                .Bind(section.Page).Bind(section.Anchor).Bind(section.Title).Bind(section.Heading).Bind(section.Level).Bind(section.Keywords).Bind(section.Body).Run();
        session.Execute("INSERT INTO knowledge (knowledge) VALUES ('optimize')");
        session.Prepare("INSERT INTO grid_info (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value").Bind(HashName).Bind(knowledge.Hash).Run();
        return true;
    }

    public static IReadOnlyList<KnowledgeSection> Page(SqliteSession session, string page) =>
        session.Prepare($"SELECT {Columns} FROM knowledge WHERE page = ? ORDER BY rowid").Bind(page).Read(Section);

    public static KnowledgeMatches Search(SqliteSession session, KnowledgeQuery query)
    {
        var sections = (int)session.Prepare("SELECT count(*) FROM knowledge").First(row => row.Number());
        var holders = query.Terms.Select(term => Holders(session, term)).ToArray();
        var found = holders.All(h => h.Count == 0) ? [] : Hits(session, query, holders);
        return new(found, [.. holders.Select(h => h.Count)], sections);
    }

    private static HashSet<long> Holders(SqliteSession session, KnowledgeTerm term) =>
        [.. session.Prepare("SELECT rowid FROM knowledge WHERE knowledge MATCH ?").Bind(Match([term])).Read(row => row.Number())];

    private static List<KnowledgeHit> Hits(SqliteSession session, KnowledgeQuery query, HashSet<long>[] holders) =>
        session.Prepare($"""
            SELECT rowid, {Columns}, -bm25(knowledge, 0, 0, 0, {KnowledgeRanking.Title}, {KnowledgeRanking.Heading}, {KnowledgeRanking.Keywords}, {KnowledgeRanking.Body}) AS score,
                snippet(knowledge, 6, '', '', '…', {KnowledgeRanking.SnippetWords})
            FROM knowledge WHERE knowledge MATCH ? ORDER BY score DESC, rowid LIMIT ?
            """).Bind(Match(query.Terms)).Bind(query.Limit)
            .Read(row =>
            {
                var id = row.Number();
                return new KnowledgeHit(Section(row), row.Real(), row.Text(), [.. holders.Select(h => h.Contains(id))]);
            });

    // A word is letters and digits only, so in quotes it is nothing but a word.
    private static string Match(IEnumerable<KnowledgeTerm> terms) =>
        string.Join(" OR ", terms.SelectMany(term => term.Words.Select(word => term.Prefix ? $"\"{word}\"*" : $"\"{word}\"")));

    private static KnowledgeSection Section(SqliteStatement row) =>
        new(row.Text(), row.Text(), row.Text(), row.Text(), (int)row.Number(), row.Text(), row.Text());
}
