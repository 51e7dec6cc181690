using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Storage.Sqlite;

/// <summary>Pages of the customer list, and of searches in it.</summary>
internal static class SqliteCustomerList
{
    /// <summary>So many rows of each group are looked through for those with the words; words that more have are soon found there.</summary>
    private const int FirstLook = 100;

    /// <summary>How much further is looked when it is likely to fill the page. Not by errors, where each look sorts the first band of every group, which is large: all by their words costs less.</summary>
    private const int Further = 4;

    public static IReadOnlyList<CustomerRow> Read(SqliteSession session, CustomerFilter filter)
    {
        if (SearchWords.OfQuery(filter.Words) is not { } words)
            return [];
        if (words.Count == 0)
            return LookThrough(session, filter, words, filter.Limit).Found;
        var (page, isAll) = LookThrough(session, filter, words, FirstLook);
        if (!isAll && filter.Order != CustomerOrder.Errors && page.Count * Further >= filter.Limit)
            (page, isAll) = LookThrough(session, filter, words, FirstLook * Further);
        return isAll ? page : ByWords(session, filter, words);
    }

    /// <summary>What is found among so many rows of each group, and whether that is the page: it is filled, or there are no more.</summary>
    private static (List<CustomerRow> Found, bool IsAll) LookThrough(SqliteSession session, CustomerFilter filter, IReadOnlyList<string> words, int most)
    {
        var page = new List<CustomerRow>();
        foreach (var run in CustomerGroups.Runs(filter))
        {
            var left = filter.Limit - page.Count;
            if (left == 0)
                break;
            var looks = IsWhole(filter) ? [Look(session, filter, run, default, words, most)] : run.Groups.Select(group => Look(session, filter, run, group, words, most)).ToList();
            // Beyond the end of a group that was not looked through to its end there may be others before what the next group has.
            var ends = looks.Select(look => look.End).OfType<CustomerRow>().ToList();
            var found = looks.SelectMany(look => look.Found).Where(row => ends.TrueForAll(end => filter.Order.Compare(row, end) <= 0)).ToList();
            found.Sort(filter.Order.Compare);
            page.AddRange(found.Take(left));
            if (ends.Count > 0 && page.Count < filter.Limit)
                return (page, false);
        }

        return (page, true);
    }

    /// <summary>Those of the first rows of a group that have the words, and the last row looked at where there may be more.</summary>
    private static (List<CustomerRow> Found, CustomerRow? End) Look(
        SqliteSession session, CustomerFilter filter, CustomerRun run, CustomerGroup group, IReadOnlyList<string> words, int most)
    {
        var has = words.Count == 0 ? "1" : string.Join(" AND ", words.Select(_ => "instr(' ' || (SELECT c0 FROM customer_words_content AS w WHERE w.id = looked.id), ?) > 0"));
        var sql = "WITH looked AS MATERIALIZED (SELECT * FROM customers" + (run.Index is null ? "" : $" INDEXED BY {run.Index}") + " WHERE workspace = ?"
            + (IsWhole(filter) ? "" : " AND health = ? AND tier = ? AND stage = ?")
            + run.Condition + Beyond(filter.Order, run.Columns, run.After)
            + $" ORDER BY {filter.Order.By(run.Columns)} LIMIT ?) SELECT {has}, {SqliteCustomers.Columns} FROM looked";
        var query = session.Prepare(sql).Bind(filter.Workspace);
        if (!IsWhole(filter))
            query.Bind(group.Health).Bind(group.Tier).Bind(group.Stage);
        Bind(query, run.After).Bind(most);
        foreach (var word in words)
            query.Bind(" " + word);
        var found = new List<CustomerRow>();
        var looked = 0;
        CustomerRow? end = null;
        foreach (var row in query.Stream(row => row))
        {
            var isFound = row.Number() == 1;
            var isLast = ++looked == most;
            if (!isFound && !isLast)
                continue;
            var read = Row(row);
            if (isFound)
                found.Add(read);
            if (isLast)
                end = read;
        }

        return (found, end);
    }

    /// <summary>All that have the words, sorted.</summary>
    private static List<CustomerRow> ByWords(SqliteSession session, CustomerFilter filter, IReadOnlyList<string> words)
    {
        var order = filter.Order;
        var after = filter.After is { } place ? order.SortedKeysOf(place) : null;
        string?[] groups = [filter.Health, filter.Tier, filter.Stage];
        // Never by an index of the customers: the words come first.
        var sql = $"SELECT {SqliteCustomers.Columns} FROM customer_words AS w CROSS JOIN customers AS c ON c.id = w.rowid WHERE customer_words MATCH ? AND +workspace = ?"
            + (filter.Health is null ? "" : " AND +health = ?") + (filter.Tier is null ? "" : " AND +tier = ?") + (filter.Stage is null ? "" : " AND +stage = ?")
            + Beyond(order, order.Sorted, after) + $" ORDER BY {order.By(order.Sorted)} LIMIT ?";
        var query = session.Prepare(sql).Bind(string.Join(" AND ", words.Select(word => $"\"{word}\"*"))).Bind(filter.Workspace);
        foreach (var value in groups.OfType<string>())
            query.Bind(value);
        return Bind(query, after).Bind(filter.Limit).Read(Row);
    }

    private static bool IsWhole(CustomerFilter filter) => filter is { Health: null, Tier: null, Stage: null } && filter.Order == CustomerOrder.Id;

    private static string Beyond(CustomerOrder order, string[] columns, object[]? after) =>
        after is null ? "" : $" AND ({string.Join(", ", columns)}) {(order.IsDescending ? '<' : '>')} ({string.Join(", ", columns.Select(_ => "?"))})";

    private static SqliteStatement Bind(SqliteStatement query, object[]? values)
    {
        foreach (var value in values ?? [])
            _ = value switch
            {
                string text => query.Bind(text),
                double real => query.Bind(real),
                DateTimeOffset at => query.Bind(Times.ToMicros(at)),
                _ => query.Bind((long)value),
            };
        return query;
    }

    private static CustomerRow Row(SqliteStatement row) => new(
        row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.OptionalText(),
        row.Text(), (int)row.Number(), row.Text(), row.Number(), row.Real(), row.Text(),
        row.OptionalNumber() is { } at ? Times.FromMicros(at) : null, Times.FromMicros(row.Number()), row.Number());
}
