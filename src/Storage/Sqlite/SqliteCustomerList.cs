using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Storage.Sqlite;

/// <summary>Pages of the customer list.</summary>
internal static class SqliteCustomerList
{
    /// <summary>Up to so many matches are found by their words and sorted. Of more than that there is one wherever one looks.</summary>
    private const int FewMatches = 5_000;

    public static List<CustomerRow> Read(SqliteSession session, CustomerFilter filter)
    {
        if (SearchWords.OfQuery(filter.Words) is not { } words)
            return [];
        var search = words.Count == 0 ? null : string.Join(" AND ", words.Select(word => $"\"{word}\"*"));
        if (search is not null && IsFew(session, search))
            return AmongFew(session, filter, search);
        var rows = new List<CustomerRow>();
        foreach (var run in CustomerGroups.Runs(filter))
        {
            var left = filter.Limit - rows.Count;
            if (left > 0)
                rows.AddRange(Read(session, filter, run, words, left));
        }

        return rows;
    }

    private static bool IsFew(SqliteSession session, string search) =>
        session.Prepare($"SELECT count(*) FROM (SELECT rowid FROM customer_words WHERE customer_words MATCH ? LIMIT {FewMatches + 1})").Bind(search).First(row => row.Number()) <= FewMatches;

    private static List<CustomerRow> AmongFew(SqliteSession session, CustomerFilter filter, string search)
    {
        var sql = $"SELECT {SqliteCustomers.Columns} FROM customers WHERE id IN (SELECT rowid FROM customer_words WHERE customer_words MATCH ?) AND +workspace = ?"
            + (filter.Health is null ? "" : " AND +health = ?")
            + (filter.Tier is null ? "" : " AND +tier = ?")
            + (filter.Stage is null ? "" : " AND +stage = ?");
        var query = session.Prepare(sql).Bind(search).Bind(filter.Workspace);
        foreach (var value in (string?[])[filter.Health, filter.Tier, filter.Stage])
            if (value is not null)
                query.Bind(value);
        var found = query.Read(Row);
        return [.. InOrder(found, filter.Order).SkipWhile(row => !IsAfter(row, filter)).Take(filter.Limit)];
    }

    private static bool IsAfter(CustomerRow row, CustomerFilter filter)
    {
        if (filter.After is not { } place)
            return true;
        var other = row with { CustomerId = place.Id };
        if (filter.Order is CustomerOrder.Id)
            return CustomerOrders.Compare(row, other, filter.Order) > 0;
        CustomerOrders.TryKeys(place, filter.Order, out var keys, out var health);
        other = filter.Order switch
        {
            CustomerOrder.Company => other with { Company = place.Value },
            CustomerOrder.Newest => other with { CreatedAt = (DateTimeOffset)keys[0] },
            CustomerOrder.Health => other with { Health = health!, EngagementScore = (int)(long)keys[1] },
            CustomerOrder.Calls => other with { TotalApiCalls = (long)keys[1] },
            _ => other with { ErrorRate = (double)keys[1] },
        };
        return Compare(row, other, filter.Order) > 0;
    }

    private static IEnumerable<CustomerRow> Read(SqliteSession session, CustomerFilter filter, CustomerRun run, IReadOnlyList<string> words, int limit)
    {
        var (groups, columns, condition, after) = run;
        var isDescending = CustomerOrders.IsDescending(filter.Order);
        var isWhole = filter is { Order: CustomerOrder.Id, Health: null, Tier: null, Stage: null };
        // Words that many have are looked for row by row: whoever has them is never far.
        var sql = $"SELECT {SqliteCustomers.Columns} FROM customers WHERE workspace = ?"
            + (isWhole ? "" : " AND health = ? AND tier = ? AND stage = ?")
            + condition
            + (after is null ? "" : $" AND ({string.Join(", ", columns)}) {(isDescending ? '<' : '>')} ({string.Join(", ", columns.Select(_ => "?"))})")
            + string.Concat(words.Select(_ => " AND (SELECT instr(' ' || c0, ?) FROM customer_words_content AS w WHERE w.id = customers.id) > 0"))
            + $" ORDER BY {string.Join(", ", columns.Select(column => isDescending ? $"{column} DESC" : column))} LIMIT ?";
        if (isWhole)
            return Bound(default).Read(Row);
        var found = groups.SelectMany(group => Bound(group).Read(Row)).ToList();
        return InOrder(found, filter.Order).Take(limit);

        SqliteStatement Bound(CustomerGroup group)
        {
            var query = session.Prepare(sql).Bind(filter.Workspace);
            if (!isWhole)
                query.Bind(group.Health).Bind(group.Tier).Bind(group.Stage);
            foreach (var key in after ?? [])
                _ = key switch
                {
                    string text => query.Bind(text),
                    double real => query.Bind(real),
                    DateTimeOffset at => query.Bind(Times.ToMicros(at)),
                    _ => query.Bind((long)key),
                };
            foreach (var word in words)
                query.Bind(" " + word);
            return query.Bind(limit);
        }
    }

    private static IEnumerable<CustomerRow> InOrder(List<CustomerRow> rows, CustomerOrder order)
    {
        rows.Sort((x, y) => Compare(x, y, order));
        return rows;
    }

    private static int Compare(CustomerRow x, CustomerRow y, CustomerOrder order)
    {
        var byHealth = order == CustomerOrder.Health ? CustomerGroups.Healths.IndexOf(x.Health) - CustomerGroups.Healths.IndexOf(y.Health) : 0;
        return byHealth != 0 ? byHealth : CustomerOrders.Compare(x, y, order);
    }

    private static CustomerRow Row(SqliteStatement row) => new(
        row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.OptionalText(),
        row.Text(), (int)row.Number(), row.Text(), row.Number(), row.Real(), row.Text(),
        row.OptionalNumber() is { } at ? Times.FromMicros(at) : null, Times.FromMicros(row.Number()), row.Number());
}
