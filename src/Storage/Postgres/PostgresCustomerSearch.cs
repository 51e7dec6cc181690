using Aegis.Storage.Database;
using Aegis.Storage.States;
using static Aegis.Storage.Postgres.PostgresCustomerList;

namespace Aegis.Storage.Postgres;

/// <summary>A page of the customers that have words. Words that many have are found by looking through the order, words that few have by the index of words.</summary>
internal sealed class PostgresCustomerSearch(PostgresQueries queries, CustomerFilter filter, IReadOnlyList<string> words)
{
    /// <summary>So many rows of an order are looked through at most: words that one in fifty has fill the page there.</summary>
    private const int Look = 4_000;

    /// <summary>So few are read at once, wherever they stand in the order.</summary>
    private const int Few = 500;

    /// <summary>So many words of a search are looked for at the beginning of names.</summary>
    private const int Names = 3;

    private readonly CustomerOrder _order = filter.Order;
    private readonly string _search = PostgresCustomerMarks.Having(words);

    public async Task<IReadOnlyList<CustomerRow>> ReadAsync(CancellationToken cancellationToken)
    {
        var page = new List<CustomerRow>();
        var runs = CustomerGroups.Runs(filter).ToList();
        var mayBeFew = _order.ByHealth;
        foreach (var run in runs)
        {
            var left = filter.Limit - page.Count;
            if (left == 0)
                break;
            var (found, isAll) = await LookAsync(run, left, null, cancellationToken);
            if (!isAll && mayBeFew && await FewAsync(runs, cancellationToken) is { } few)
                return few;
            mayBeFew &= isAll;
            page.AddRange(isAll ? found : await ByWordsAsync(run, left, cancellationToken));
        }

        return page;
    }

    /// <summary>Those among the first rows of a run, and whether that is all that was asked for: so many, or no more there are.</summary>
    /// <param name="beginning">How the first column begins, where only such rows are looked at.</param>
    private async Task<(List<CustomerRow> Found, bool IsAll)> LookAsync(CustomerRun run, int left, string? beginning, CancellationToken cancellationToken)
    {
        var parameters = new Conditions(filter.Workspace);
        var look = parameters.Add(Look);
        var beside = parameters.And($"{run.Columns[0]} >= ", beginning) + parameters.And($"{run.Columns[0]} < ", beginning is null ? null : PostgresCustomerMarks.After(beginning));
        var rows = await queries.ReadAsync(
            $"""
            SELECT has, n = {look}, {PostgresCustomers.ColumnNames}
            FROM (SELECT *, words @@ {parameters.Add(_search)}::tsquery AS has, row_number() OVER () AS n FROM ({Run(filter, run, look, parameters, beside)}) AS run) AS looked
            WHERE has OR n = {look} ORDER BY {_order.By(run.Columns)} LIMIT {parameters.Add(left)}
            """, row => (Has: row.Flag(), IsLast: row.Flag(), Row: Row(row)), cancellationToken, parameters.Parameters);
        var found = rows.Where(r => r.Has).Select(r => r.Row).ToList();
        return (found, found.Count == left || !rows.Any(r => r.IsLast));
    }

    /// <summary>The page, when there are few in all runs together; null when there are many.</summary>
    private async Task<IReadOnlyList<CustomerRow>?> FewAsync(List<CustomerRun> runs, CancellationToken cancellationToken)
    {
        var parameters = new Conditions(filter.Workspace);
        var wanted = parameters.Add(_search + PostgresCustomerMarks.Of(runs.SelectMany(run => run.Groups)));
        // Apart, so that they are found by the index of words and no other.
        var found = await queries.ReadAsync(
            $"""
            WITH found AS MATERIALIZED (
                SELECT * FROM customers WHERE workspace = $1 AND {PostgresCustomerMarks.Indexed} @@ {wanted}::tsquery{Beyond(_order, _order.Sorted, filter.After is { } place ? _order.SortedKeysOf(place) : null, parameters)})
            SELECT {PostgresCustomers.ColumnNames} FROM found LIMIT {parameters.Add(Few + 1)}
            """, Row, cancellationToken, parameters.Parameters);
        return found.Count > Few ? null : Page(found, filter.Limit);
    }

    /// <summary>All of a run that have the words, sorted.</summary>
    private async Task<IReadOnlyList<CustomerRow>> ByWordsAsync(CustomerRun run, int left, CancellationToken cancellationToken)
    {
        var wanted = _search + PostgresCustomerMarks.Of(run.Groups) + PostgresCustomerMarks.OfFigures(_order, run.HasFigures);
        var byName = new List<CustomerRow>();
        if (_order == CustomerOrder.Id || _order == CustomerOrder.Company)
            foreach (var beginning in words.Take(Names).Select(PostgresCustomerMarks.Beginning).Distinct())
            {
                var (found, isAll) = await LookAsync(run, left, beginning, cancellationToken);
                if (!isAll)
                    continue;
                byName.AddRange(found);
                wanted += PostgresCustomerMarks.NotAt(_order, beginning);
            }

        // The rows are many, and are sorted by their keys alone. Apart, so that they are found by the index of words and no other.
        var parameters = new Conditions(filter.Workspace);
        var keys = string.Join(", ", run.Columns);
        var order = _order.By(run.Columns);
        var others = await queries.ReadAsync(
            $"""
            WITH page AS MATERIALIZED (
                SELECT customer_id FROM (SELECT {keys} FROM customers WHERE workspace = $1 AND {PostgresCustomerMarks.Indexed} @@ {parameters.Add(wanted)}::tsquery OFFSET 0) AS found
                WHERE true{Beyond(_order, run.Columns, run.After, parameters)} ORDER BY {order} LIMIT {parameters.Add(left)})
            SELECT {PostgresCustomers.ColumnNames} FROM customers WHERE workspace = $1 AND customer_id = ANY (ARRAY(SELECT customer_id FROM page)) ORDER BY {order}
            """, Row, cancellationToken, parameters.Parameters);
        return byName.Count == 0 ? others : Page(others.Concat(byName).DistinctBy(row => row.CustomerId), left);
    }

    private List<CustomerRow> Page(IEnumerable<CustomerRow> rows, int most) => [.. rows.Order(Comparer<CustomerRow>.Create(_order.Compare)).Take(most)];
}
