using System.Globalization;
using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Storage.Postgres;

/// <summary>Pages of the customer list.</summary>
internal static class PostgresCustomerList
{
    /// <summary>Up to so many matches are found by their words and sorted. Of more than that there is one wherever one looks.</summary>
    private const int FewMatches = 10_000;

    // The index of words is for words that few have: here it is kept out.
    private const string AmongMany = " AND (words || ''::tsvector) @@ ";

    public static async Task<IReadOnlyList<CustomerRow>> ReadAsync(PostgresQueries queries, CustomerFilter filter, CancellationToken cancellationToken)
    {
        if (SearchWords.OfQuery(filter.Words) is not { } words)
            return [];
        // A word is letters and digits only, so it can be quoted as it is.
        var search = words.Count == 0 ? null : string.Join(" & ", words.Select(word => $"'{word}':*"));
        var isFew = search is not null && await IsFewAsync(queries, filter.Workspace, search, cancellationToken);
        var rows = new List<CustomerRow>();
        foreach (var run in CustomerGroups.Runs(filter))
        {
            if (rows.Count < filter.Limit)
                rows.AddRange(await ReadAsync(queries, filter, run, search, isFew, filter.Limit - rows.Count, cancellationToken));
        }

        return rows;
    }

    private static async Task<bool> IsFewAsync(PostgresQueries queries, string workspace, string search, CancellationToken cancellationToken) =>
        (await queries.ReadAsync(
            $"SELECT count(*) FROM (SELECT 1 FROM customers WHERE workspace = $1 AND words @@ $2::tsquery LIMIT {FewMatches + 1}) AS found",
            row => row.Long(), cancellationToken, workspace, search))[0] <= FewMatches;

    private static Task<IReadOnlyList<CustomerRow>> ReadAsync(
        PostgresQueries queries, CustomerFilter filter, CustomerRun run, string? search, bool isFew, int limit, CancellationToken cancellationToken)
    {
        var parameters = new List<object?> { filter.Workspace, limit };
        var (groups, columns, condition, after) = run;
        var order = string.Join(", ", columns.Select(column => CustomerOrders.IsDescending(filter.Order) ? $"{column} DESC" : column));
        var beyond = condition + (after is null ? "" : $" AND ({string.Join(", ", columns)}) {(CustomerOrders.IsDescending(filter.Order) ? '<' : '>')} ({string.Join(", ", after.Select(Add))})");
        const string listed = $"{PostgresCustomers.ColumnNames}, company_key, score_band, calls_band, errors_band";
        var all = filter is { Health: null, Tier: null, Stage: null };
        string sql;
        if (isFew)
            sql = $"""
                WITH found AS MATERIALIZED (SELECT {listed} FROM customers WHERE workspace = $1 AND words @@ {Add(search!)}::tsquery)
                SELECT {PostgresCustomers.ColumnNames} FROM found WHERE (health, tier, stage) IN (SELECT * FROM {Groups()}){beyond} ORDER BY {order} LIMIT $2
                """;
        else if (all && filter.Order == CustomerOrder.Id)
            sql = $"SELECT {PostgresCustomers.ColumnNames} FROM customers WHERE workspace = $1{Among()}{beyond} ORDER BY {order} LIMIT $2";
        else
            sql = $"""
                SELECT {PostgresCustomers.ColumnNames} FROM {Groups()} AS g (h, t, s) CROSS JOIN LATERAL (
                    SELECT {listed} FROM customers WHERE workspace = $1 AND health = g.h AND tier = g.t AND stage = g.s{Among()}{beyond} ORDER BY {order} LIMIT $2) AS c
                ORDER BY {order} LIMIT $2
                """;
        return queries.ReadAsync(sql, Row, cancellationToken, [.. parameters]);

        string Groups() => $"unnest({Add(groups.Select(g => g.Health).ToArray())}::text[], {Add(groups.Select(g => g.Tier).ToArray())}::text[], {Add(groups.Select(g => g.Stage).ToArray())}::text[])";

        string Among() => search is null ? "" : $"{AmongMany}{Add(search)}::tsquery";

        string Add(object value)
        {
            parameters.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"${parameters.Count}");
        }
    }

    private static CustomerRow Row(RowReader row) => new(
        row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.OptionalText(),
        row.Text(), row.Int(), row.Text(), row.Long(), row.Real(), row.Text(), row.OptionalTime(), row.Time(), row.Long());
}
