using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Storage.Postgres;

/// <summary>Pages of the customer list.</summary>
internal static class PostgresCustomerList
{
    public static Task<IReadOnlyList<CustomerRow>> ReadAsync(PostgresQueries queries, CustomerFilter filter, CancellationToken cancellationToken) =>
        SearchWords.OfQuery(filter.Words) switch
        {
            null => Task.FromResult<IReadOnlyList<CustomerRow>>([]),
            [] => PageAsync(queries, filter, cancellationToken),
            var words => new PostgresCustomerSearch(queries, filter, words).ReadAsync(cancellationToken),
        };

    private static async Task<IReadOnlyList<CustomerRow>> PageAsync(PostgresQueries queries, CustomerFilter filter, CancellationToken cancellationToken)
    {
        var page = new List<CustomerRow>();
        foreach (var run in CustomerGroups.Runs(filter))
        {
            if (page.Count == filter.Limit)
                break;
            var parameters = new Conditions(filter.Workspace);
            page.AddRange(await queries.ReadAsync(
                $"SELECT {PostgresCustomers.ColumnNames} FROM ({Run(filter, run, parameters.Add(filter.Limit - page.Count), parameters)}) AS page", Row, cancellationToken, parameters.Parameters));
        }

        return page;
    }

    /// <summary>The first rows of a run, in order. The groups are merged as they are read, so no group is read further than the page goes.</summary>
    /// <param name="most">How many, as the query names it.</param>
    /// <param name="beside">What else they must be, as SQL: " AND …", or nothing.</param>
    public static string Run(CustomerFilter filter, CustomerRun run, string most, Conditions parameters, string beside = "")
    {
        var end = run.Condition + Beyond(filter.Order, run.Columns, run.After, parameters) + beside + $" ORDER BY {filter.Order.By(run.Columns)} LIMIT {most}";
        if (filter is { Health: null, Tier: null, Stage: null } && filter.Order == CustomerOrder.Id)
            return $"SELECT * FROM customers WHERE workspace = $1{end}";
        var health = parameters.Add(run.Groups.Select(g => g.Health).ToArray());
        var tier = parameters.Add(run.Groups.Select(g => g.Tier).ToArray());
        var stage = parameters.Add(run.Groups.Select(g => g.Stage).ToArray());
        var groups = run.Groups.Select((_, n) =>
            $"(SELECT * FROM customers WHERE workspace = $1 AND health = ({health}::text[])[{n + 1}] AND tier = ({tier}::text[])[{n + 1}] AND stage = ({stage}::text[])[{n + 1}]{end})");
        return $"SELECT * FROM ({string.Join(" UNION ALL ", groups)}) AS groups ORDER BY {filter.Order.By(run.Columns)} LIMIT {most}";
    }

    /// <summary>Where a list goes on, as SQL: " AND …", or nothing where it begins.</summary>
    public static string Beyond(CustomerOrder order, IEnumerable<string> columns, object[]? after, Conditions parameters) =>
        after is null ? "" : $" AND ({string.Join(", ", columns)}) {(order.IsDescending ? '<' : '>')} ({string.Join(", ", after.Select(parameters.Add))})";

    public static CustomerRow Row(RowReader row) => new(
        row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.OptionalText(),
        row.Text(), row.Int(), row.Text(), row.Long(), row.Real(), row.Text(), row.OptionalTime(), row.Time(), row.Long());
}
