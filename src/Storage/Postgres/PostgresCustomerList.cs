using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Storage.Postgres;

/// <summary>Pages of the customer list, and of searches in it.</summary>
internal static class PostgresCustomerList
{
    private const string Listed = $"{PostgresCustomers.ColumnNames}, company_key, score_band, calls_band, errors_band";

    /// <summary>So many rows of an order are looked through for those with the words: words that one in ten has fill the page there.</summary>
    private const int Look = 500;

    public static async Task<IReadOnlyList<CustomerRow>> ReadAsync(PostgresQueries queries, CustomerFilter filter, CancellationToken cancellationToken)
    {
        if (SearchWords.OfQuery(filter.Words) is not { } words)
            return [];
        if (words.Count == 0)
            return await PageAsync(queries, filter, cancellationToken);
        // A word is letters and digits only, so it can be quoted as it is.
        var search = string.Join(" & ", words.Select(word => $"'{word}':*"));
        return await LookThroughAsync(queries, filter, search, cancellationToken) ?? await ByWordsAsync(queries, filter, search, cancellationToken);
    }

    private static async Task<IReadOnlyList<CustomerRow>> PageAsync(PostgresQueries queries, CustomerFilter filter, CancellationToken cancellationToken)
    {
        var page = new List<CustomerRow>();
        foreach (var run in CustomerGroups.Runs(filter))
        {
            if (page.Count == filter.Limit)
                break;
            var parameters = new Conditions(filter.Workspace);
            page.AddRange(await queries.ReadAsync(
                $"SELECT {PostgresCustomers.ColumnNames} FROM ({Run(Listed, filter, run, filter.Limit - page.Count, parameters)}) AS page", Row, cancellationToken, parameters.Parameters));
        }

        return page;
    }

    /// <summary>The page, when the first rows of each run are enough to fill it, or are all there are; null when not.</summary>
    private static async Task<IReadOnlyList<CustomerRow>?> LookThroughAsync(PostgresQueries queries, CustomerFilter filter, string search, CancellationToken cancellationToken)
    {
        var page = new List<CustomerRow>();
        foreach (var run in CustomerGroups.Runs(filter))
        {
            var left = filter.Limit - page.Count;
            if (left == 0)
                break;
            var parameters = new Conditions(filter.Workspace);
            var order = filter.Order.By(run.Columns);
            var read = await queries.ReadAsync(
                $"""
                WITH looked AS MATERIALIZED ({Run($"{Listed}, words", filter, run, Look, parameters)})
                SELECT counted.n, found.* FROM (SELECT count(*) AS n FROM looked) AS counted
                LEFT JOIN LATERAL (SELECT {PostgresCustomers.ColumnNames} FROM looked WHERE words @@ {parameters.Add(search)}::tsquery ORDER BY {order} LIMIT {parameters.Add(left)}) AS found ON true
                """,
                row => (Looked: row.Long(), Found: row.OptionalText() is { } workspace ? Row(workspace, row) : null), cancellationToken, parameters.Parameters);
            page.AddRange(read.Select(r => r.Found).OfType<CustomerRow>());
            if (page.Count < filter.Limit && read[0].Looked == Look)
                return null;
        }

        return page;
    }

    /// <summary>All that have the words, sorted. Kept apart by the offset, so that they are found by the index of words and no other.</summary>
    private static Task<IReadOnlyList<CustomerRow>> ByWordsAsync(PostgresQueries queries, CustomerFilter filter, string search, CancellationToken cancellationToken)
    {
        var parameters = new Conditions(filter.Workspace);
        var columns = filter.Order.Sorted;
        var sql = $"""
            SELECT {PostgresCustomers.ColumnNames} FROM (SELECT {Listed} FROM customers WHERE workspace = $1 AND words @@ {parameters.Add(search)}::tsquery OFFSET 0) AS found WHERE true
            """
            + parameters.And("health = ", filter.Health) + parameters.And("tier = ", filter.Tier) + parameters.And("stage = ", filter.Stage)
            + Beyond(filter.Order, columns, filter.After is { } place ? filter.Order.SortedKeysOf(place) : null, parameters)
            + $" ORDER BY {filter.Order.By(columns)} LIMIT {parameters.Add(filter.Limit)}";
        return queries.ReadAsync(sql, Row, cancellationToken, parameters.Parameters);
    }

    /// <summary>The first rows of a run, in order.</summary>
    private static string Run(string listed, CustomerFilter filter, CustomerRun run, int limit, Conditions parameters)
    {
        var order = filter.Order.By(run.Columns);
        var beyond = run.Condition + Beyond(filter.Order, run.Columns, run.After, parameters);
        var most = parameters.Add(limit);
        if (filter is { Health: null, Tier: null, Stage: null } && filter.Order == CustomerOrder.Id)
            return $"SELECT {listed} FROM customers WHERE workspace = $1{beyond} ORDER BY {order} LIMIT {most}";
        string[] groups = [parameters.Add(run.Groups.Select(g => g.Health).ToArray()), parameters.Add(run.Groups.Select(g => g.Tier).ToArray()), parameters.Add(run.Groups.Select(g => g.Stage).ToArray())];
        return $"""
            SELECT {listed} FROM unnest({groups[0]}::text[], {groups[1]}::text[], {groups[2]}::text[]) AS g (h, t, s) CROSS JOIN LATERAL (
                SELECT {listed} FROM customers WHERE workspace = $1 AND health = g.h AND tier = g.t AND stage = g.s{beyond} ORDER BY {order} LIMIT {most}) AS c
            ORDER BY {order} LIMIT {most}
            """;
    }

    private static string Beyond(CustomerOrder order, IEnumerable<string> columns, object[]? after, Conditions parameters) =>
        after is null ? "" : $" AND ({string.Join(", ", columns)}) {(order.IsDescending ? '<' : '>')} ({string.Join(", ", after.Select(parameters.Add))})";

    private static CustomerRow Row(RowReader row) => Row(row.Text(), row);

    private static CustomerRow Row(string workspace, RowReader row) => new(
        workspace, row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.OptionalText(),
        row.Text(), row.Int(), row.Text(), row.Long(), row.Real(), row.Text(), row.OptionalTime(), row.Time(), row.Long());
}
