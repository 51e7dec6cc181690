using Aegis.Storage.Knowledge;
using Npgsql;
using static Aegis.Storage.Postgres.Columns;

namespace Aegis.Storage.Postgres;

/// <summary>The documents and the statistics of their words, from which BM25 is computed as SQLite does; stems and snippets are PostgreSQL's own.</summary>
internal static class PostgresKnowledge
{
    private const long Lock = 0x6165676973_04;
    private const string ColumnNames = "page, anchor, title, heading, level, keywords, body";

    private const string InsertTerms = $"""
        INSERT INTO knowledge_terms (lexeme, section, frequency)
        SELECT t.lexeme, k.id, (SELECT sum(CASE w WHEN 'A' THEN {KnowledgeRanking.Title} WHEN 'B' THEN {KnowledgeRanking.Heading} WHEN 'C' THEN {KnowledgeRanking.Keywords} ELSE {KnowledgeRanking.Body} END) FROM unnest(t.weights) AS w)
        FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[]) AS k (id, title, heading, keywords, body),
            unnest(setweight(to_tsvector('english', k.title), 'A') || setweight(to_tsvector('english', k.heading), 'B')
                || setweight(to_tsvector('english', k.keywords), 'C') || setweight(to_tsvector('english', k.body), 'D')) AS t
        """;

    private const string UpdateLengths =
        "UPDATE knowledge AS k SET length = t.length FROM (SELECT section, count(*) AS length FROM knowledge_terms GROUP BY section) AS t WHERE t.section = k.id";

    private const string SearchSql = $"""
        WITH asked AS (
            SELECT a.term, a.word, x.lexeme, a.prefix
            FROM unnest($1::text[], $2::int[], $3::bool[]) AS a (word, term, prefix) CROSS JOIN LATERAL unnest(coalesce(ts_lexize('english_stem', a.word), ARRAY[a.word])) AS x (lexeme)),
        held AS (
            SELECT a.term, a.word, t.section, sum(t.frequency) AS frequency
            FROM asked AS a JOIN knowledge_terms AS t ON t.lexeme >= a.lexeme AND t.lexeme <= CASE WHEN a.prefix THEN a.lexeme || chr(1114109) ELSE a.lexeme END
            GROUP BY a.term, a.word, t.section),
        whole AS (SELECT count(*) AS sections, coalesce(avg(length), 1) AS length FROM knowledge),
        weighed AS (
            SELECT word, greatest(ln((whole.sections - count(*) + 0.5) / (count(*) + 0.5)), {KnowledgeRanking.LeastIdf}) AS idf
            FROM held, whole GROUP BY word, whole.sections),
        ranked AS (
            SELECT h.section, array_agg(DISTINCT h.term) AS terms,
                sum(w.idf * h.frequency * ({KnowledgeRanking.K1} + 1) / (h.frequency + {KnowledgeRanking.K1} * (1 - {KnowledgeRanking.B} + {KnowledgeRanking.B} * k.length / whole.length))) AS score
            FROM held AS h JOIN weighed AS w USING (word) JOIN knowledge AS k ON k.id = h.section, whole
            GROUP BY h.section
            ORDER BY score DESC, h.section LIMIT $4)
        SELECT {ColumnNames}, r.score, r.terms,
            ts_headline('english', k.body, (SELECT string_agg('''' || lexeme || '''' || CASE WHEN prefix THEN ':*' ELSE '' END, ' | ') FROM asked)::tsquery,
                'StartSel="", StopSel="", MaxWords={KnowledgeRanking.SnippetWords}, MinWords={KnowledgeRanking.FewestSnippetWords}') AS snippet
        FROM ranked AS r JOIN knowledge AS k ON k.id = r.section
        ORDER BY r.score DESC, r.section
        """;

    private const string FrequenciesSql = """
        SELECT a.term, count(DISTINCT t.section)
        FROM unnest($1::text[], $2::int[], $3::bool[]) AS a (word, term, prefix) CROSS JOIN LATERAL unnest(coalesce(ts_lexize('english_stem', a.word), ARRAY[a.word])) AS x (lexeme)
        JOIN knowledge_terms AS t ON t.lexeme >= x.lexeme AND t.lexeme <= CASE WHEN a.prefix THEN x.lexeme || chr(1114109) ELSE x.lexeme END
        GROUP BY a.term
        """;

    /// <summary>Replaces the documents unless these are there; under a lock that every process of the grid takes.</summary>
    public static async Task<bool> SaveAsync(NpgsqlDataSource source, KnowledgeSet knowledge, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await PostgresQueries.RunAsync(connection, "SELECT pg_advisory_xact_lock($1)", cancellationToken, Lock);
        var stored = await PostgresQueries.ReadAsync(connection, "SELECT value FROM grid_info WHERE name = 'knowledge'", row => row.Text(), cancellationToken);
        if (stored is [var hash] && hash == knowledge.Hash)
            return false;

        var rows = knowledge.Sections.Index().ToList();
        await PostgresQueries.RunAsync(connection, "DELETE FROM knowledge", cancellationToken);
        await PostgresQueries.RunAsync(connection, $"""
            INSERT INTO knowledge (id, {ColumnNames}, length)
            SELECT *, 0 FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[])
            """, cancellationToken,
            Ints(rows, r => r.Index), Texts(rows, r => r.Item.Page), Texts(rows, r => r.Item.Anchor), Texts(rows, r => r.Item.Title), Texts(rows, r => r.Item.Heading),
            Ints(rows, r => r.Item.Level), Texts(rows, r => r.Item.Keywords), Texts(rows, r => r.Item.Body));
        await PostgresQueries.RunAsync(connection, InsertTerms, cancellationToken,
            Ints(rows, r => r.Index), Texts(rows, r => Words(r.Item.Title)), Texts(rows, r => Words(r.Item.Heading)), Texts(rows, r => Words(r.Item.Keywords)), Texts(rows, r => Words(r.Item.Body)));
        await PostgresQueries.RunAsync(connection, UpdateLengths, cancellationToken);
        await PostgresQueries.RunAsync(connection,
            "INSERT INTO grid_info (name, value) VALUES ('knowledge', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value", cancellationToken, knowledge.Hash);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public static Task<IReadOnlyList<KnowledgeSection>> PageAsync(PostgresQueries queries, string page, CancellationToken cancellationToken) =>
        queries.ReadAsync($"SELECT {ColumnNames} FROM knowledge WHERE page = $1 ORDER BY id", Section, cancellationToken, page);

    public static async Task<KnowledgeMatches> SearchAsync(PostgresQueries queries, KnowledgeQuery query, CancellationToken cancellationToken)
    {
        var asked = query.Terms.Index().SelectMany(term => term.Item.Words.Select(word => (Word: word, Term: term.Index, term.Item.Prefix))).ToList();
        var words = Texts(asked, a => a.Word);
        var terms = Ints(asked, a => a.Term);
        var prefixes = Flags(asked, a => a.Prefix);
        var hits = await queries.ReadAsync(SearchSql, row => Hit(row, query.Terms.Count), cancellationToken, words, terms, prefixes, query.Limit);
        var frequencies = new int[query.Terms.Count];
        foreach (var (term, count) in await queries.ReadAsync(FrequenciesSql, row => (row.Int(), row.Long()), cancellationToken, words.Clone(), terms.Clone(), prefixes.Clone()))
            frequencies[term] = (int)count;
        var sections = await queries.ReadAsync("SELECT count(*) FROM knowledge", row => row.Long(), cancellationToken);
        return new(hits, frequencies, (int)sections[0]);
    }

    private static KnowledgeHit Hit(RowReader row, int terms)
    {
        var section = Section(row);
        var score = row.Real();
        var held = row.Ints();
        return new(section, score, row.Text(), [.. Enumerable.Range(0, terms).Select(held.Contains)]);
    }

    private static KnowledgeSection Section(RowReader row) => new(row.Text(), row.Text(), row.Text(), row.Text(), row.Int(), row.Text(), row.Text());

    private static string Words(string text) => string.Join(' ', KnowledgeWords.Split(text));
}
