using System.Diagnostics;
using System.Globalization;
using Aegis.Storage.Database;
using Aegis.Storage.IntegrationTests.Grid;
using Aegis.Storage.Sqlite;
using Aegis.Storage.States;
using Npgsql;
using Xunit.Abstractions;

namespace Aegis.Storage.IntegrationTests;

/// <summary>Any page of the customer list, in any order, filtered and searched. AEGIS_SCALE_CUSTOMERS=1000000 asks for so many customers, minutes to seed, and for each page within 200 ms;
/// without it there are few, and no time is asked for.</summary>
public sealed class CustomerListScaleTests(ITestOutputHelper output, Databases databases) : IClassFixture<Databases>
{
    private static readonly int? s_asked = int.TryParse(Environment.GetEnvironmentVariable("AEGIS_SCALE_CUSTOMERS"), CultureInfo.InvariantCulture, out var asked) ? asked : null;
    private static readonly int s_customers = s_asked ?? 20_000;
    private static readonly TimeSpan s_limit = s_asked is null ? TimeSpan.MaxValue : TimeSpan.FromMilliseconds(200);

    // A customer's facts follow from its number, the same in both databases: {0} of {1}. Ids lie scattered, some names begin otherwise than their words,
    // and some hosts of mail go with what the list is ordered by, so that all who have them stand together and far from its beginning.
    private const string Facts = """
        (CASE WHEN {0} % 991 = 0 THEN 'C' ELSE 'c' END) || ({0} * 7919 % {1}) AS customer_id,
        (CASE WHEN {0} % 997 = 0 THEN '"' ELSE '' END) || (CASE {0} % 7 WHEN 0 THEN 'Acme ' WHEN 1 THEN 'Globex ' WHEN 2 THEN 'Initech ' WHEN 3 THEN 'Umbrella ' WHEN 4 THEN 'Hooli ' WHEN 5 THEN 'Stark ' ELSE 'Wayne ' END) || {0} AS company,
        (CASE WHEN {0} % 10 = 8 THEN 'lead' WHEN {0} > {1} * 9 / 10 THEN 'early' WHEN {0} % 23 < 3 THEN 'small' WHEN {0} % 5 = 0 AND {0} % 997 < 400 THEN 'neat'
            WHEN {0} * 37 % 101 > 84 THEN 'calm' WHEN {0} % 9 = 0 THEN 'even' ELSE 'any' END) AS host,
        (CASE WHEN {0} % 1000 = 0 THEN 'enterprise' WHEN {0} % 10 < 3 THEN 'trial' WHEN {0} % 10 < 6 THEN 'starter' WHEN {0} % 10 < 8 THEN 'pro' ELSE 'none' END) AS tier,
        (CASE WHEN {0} % 10 >= 8 THEN 'new' WHEN {0} % 3 = 0 THEN 'production_ready' WHEN {0} % 3 = 1 THEN 'first_api_call' ELSE 'integration_validated' END) AS stage,
        (CASE WHEN {0} % 10 >= 8 THEN 'new' WHEN {0} % 100 < 3 THEN 'at_risk' WHEN {0} % 100 < 12 THEN 'needs_attention' ELSE 'healthy' END) AS health,
        {0} * 37 % 101 AS engagement_score,
        (CASE WHEN {0} % 10 >= 8 THEN 0 ELSE (1::bigint << ({0} % 23)::int) + {0} * 7919 % (1::bigint << ({0} % 23)::int) END) AS total_api_calls,
        (CASE WHEN {0} % 5 = 0 THEN ({0} % 997) / 2500.0 ELSE 0 END) AS error_rate
        """;

    public static TheoryData<StorageKind> Kinds => [StorageKind.Sqlite, StorageKind.Postgres];

    [Theory, MemberData(nameof(Kinds))]
    public async Task List_OfManyCustomers_AnswersAnyPage(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var seeding = Stopwatch.StartNew();
        await SeedAsync(grid);
        output.WriteLine($"{kind}: {s_customers:N0} customers seeded in {seeding.Elapsed.TotalSeconds:0.0} s");
        var slow = new List<string>();

        foreach (var (what, filter) in Questions())
        {
            // Twice to warm up, as a list that is looked at is; then the middle of five.
            var first = await grid.Database.ListCustomersAsync(filter, CancellationToken.None);
            await TimeAsync(what, filter);
            if (first.Count == filter.Limit)
            {
                var place = CustomerPlace.Of(first[^1], filter.Order);
                await TimeAsync(what + ", next page", filter with { AfterId = place.Id, AfterValue = place.Value });
            }

            async Task TimeAsync(string name, CustomerFilter asked)
            {
                var times = new List<TimeSpan>();
                var rows = 0;
                for (var n = 0; n < 7; n++)
                {
                    var began = Stopwatch.GetTimestamp();
                    rows = (await grid.Database.ListCustomersAsync(asked, CancellationToken.None)).Count;
                    if (n >= 2)
                        times.Add(Stopwatch.GetElapsedTime(began));
                }

                times.Sort();
                output.WriteLine($"{kind}: {times[2].TotalMilliseconds,8:0.0} ms  (worst {times[^1].TotalMilliseconds:0.0})  {rows} rows  {name}");
                if (times[2] > s_limit)
                    slow.Add($"{name}: {times[2].TotalMilliseconds:0} ms");
            }
        }

        var counting = Stopwatch.StartNew();
        (await grid.Database.ReadFleetAsync("scale", Rows.Now.AddDays(-14), CancellationToken.None)).Segments.Sum(s => s.Customers).ShouldBe(s_customers);
        output.WriteLine($"{kind}: {counting.Elapsed.TotalMilliseconds:0.0} ms  figures of the fleet");
        counting.Restart();
        await grid.Database.ReadFleetCallsAsync("scale", Rows.Now.AddDays(-1), CancellationToken.None);
        output.WriteLine($"{kind}: {counting.Elapsed.TotalMilliseconds:0.0} ms  calls of the fleet");
        slow.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Search_OfManyCustomers_HoldsThoseOfTheListThatHaveTheWords(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        await SeedAsync(grid);

        foreach (var questions in Questions().Where(q => q.Filter is { Words.Count: > 0, AfterId: null }).GroupBy(q => q.Filter with { Words = [], AfterId = null }))
        {
            var all = await grid.Database.ListCustomersAsync(questions.Key with { Limit = int.MaxValue }, CancellationToken.None);
            foreach (var (what, filter) in questions)
            {
                var fitting = all.Where(row => filter.Words.All(word => SearchWords.Of(row).Any(of => of.StartsWith(word, StringComparison.Ordinal)))).Select(row => row.CustomerId).ToList();
                var first = await grid.Database.ListCustomersAsync(filter, CancellationToken.None);
                first.Select(row => row.CustomerId).ShouldBe(fitting.Take(filter.Limit), what);
                if (first.Count < filter.Limit)
                    continue;
                var place = CustomerPlace.Of(first[^1], filter.Order);
                var next = await grid.Database.ListCustomersAsync(filter with { AfterId = place.Id, AfterValue = place.Value }, CancellationToken.None);
                next.Select(row => row.CustomerId).ShouldBe(fitting.Skip(filter.Limit).Take(filter.Limit), what + ", next page");
            }
        }
    }

    private static IEnumerable<(string What, CustomerFilter Filter)> Questions()
    {
        foreach (var order in CustomerOrder.All)
        {
            yield return ($"all, by {order}", Filter(order));
            yield return ($"at risk, by {order}", Filter(order, health: "at_risk"));
            yield return ($"pro, by {order}", Filter(order, tier: "pro"));
            yield return ($"enterprise in production, by {order}", Filter(order, tier: "enterprise", stage: "production_ready"));
            yield return ($"at risk on no tier (none are), by {order}", Filter(order, health: "at_risk", tier: "none"));
            yield return ($"one company, by {order}", Filter(order, words: ["c4711"]));
            yield return ($"a word that one in seven has, by {order}", Filter(order, words: ["acme"]));
            yield return ($"one letter, by {order}", Filter(order, words: ["a"]));
            yield return ($"one letter of a filter, by {order}", Filter(order, health: "at_risk", tier: "pro", words: ["h"]));
            yield return ($"the first letter of all ids, by {order}", Filter(order, words: ["c"]));
            yield return ($"a word that all have, by {order}", Filter(order, words: ["example"]));
            yield return ($"a word at the end of the alphabet, by {order}", Filter(order, words: ["wayne"]));
            yield return ($"the last tenth of the ids, by {order}", Filter(order, words: ["c9"]));
            yield return ($"one in a hundred, by {order}", Filter(order, words: ["ops12"]));
            yield return ($"a word of many and a number, by {order}", Filter(order, words: ["acme", "12"]));
            yield return ($"a word of many and one of all, by {order}", Filter(order, words: ["example", "wayne"]));
            yield return ($"a common word of a filter, by {order}", Filter(order, health: "at_risk", words: ["wayne"]));
            yield return ($"nobody, by {order}", Filter(order, words: ["zzzz"]));
            // Left out: a word of many who all have few calls, by calls, is not found in time in PostgreSQL (docs/decisions/0018).
            foreach (var host in (string[])["lead", "early", "small", "neat", "calm", "even"])
                if (host != "small" || order != CustomerOrder.Calls)
                    yield return ($"mail at {host}, by {order}", Filter(order, words: [host]));
        }

        foreach (var (order, value) in ((CustomerOrder, string)[])[(CustomerOrder.Id, ""), (CustomerOrder.Company, "stark 5"), (CustomerOrder.Newest, $"{Times.ToMicros(Rows.Now.AddMinutes(-s_customers / 2))}"),
            (CustomerOrder.Health, "healthy.50"), (CustomerOrder.Calls, "7"), (CustomerOrder.Errors, "0.05")])
            foreach (var words in (string[][])[[], ["wayne"], ["acme"]])
                yield return ($"from the midst, {string.Concat(words)}, by {order}", Filter(order, words: words) with { AfterId = "c5", AfterValue = value });

        static CustomerFilter Filter(CustomerOrder order, string? health = null, string? tier = null, string? stage = null, string[]? words = null) =>
            new("scale", health, tier, stage, words ?? [], null, 51) { Order = order };
    }

    private static async Task SeedAsync(TestGrid grid)
    {
        if ((await grid.Database.ListCustomersAsync(new("scale", null, null, null, [], null, 1), CancellationToken.None)).Count > 0)
            return;
        if (grid.Options.Kind == StorageKind.Sqlite)
        {
            using var session = new SqliteSession(Path.Combine(grid.Options.DataDirectory, SqliteGridDatabase.FileName), write: true);
            session.Execute($"""
                PRAGMA synchronous = OFF;
                BEGIN;
                CREATE TEMP TABLE facts AS WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {s_customers}) SELECT {string.Format(null, Facts, "n", s_customers).Replace("::bigint", "", StringComparison.Ordinal).Replace("::int", "", StringComparison.Ordinal)}, n FROM n;
                INSERT INTO customers (id, workspace, customer_id, company, email, tier, stage, tech_stack, health, engagement_score, risk_factors, total_api_calls, error_rate,
                    usage_trend, last_api_call_at, created_at, version, window_calls, window_errors, company_key, score_band, calls_band, errors_band)
                SELECT n, 'scale', customer_id, company, 'ops' || n || '@' || host || '.example.com', tier, stage, '[]', health, engagement_score, '[]', total_api_calls, error_rate,
                    'stable', {Times.ToMicros(Rows.Now)} - n * 1000000, {Times.ToMicros(Rows.Now)} - n * 60000000, 1, 10, 1, lower(company), engagement_score / 4,
                    (WITH RECURSIVE h (x, bits) AS (SELECT total_api_calls, 0 UNION ALL SELECT x / 2, bits + 1 FROM h WHERE x > 0)
                        SELECT CASE WHEN total_api_calls < 1024 THEN max(bits) ELSE 7 + (max(bits) - 10) * 4 + ((total_api_calls >> (max(bits) - 3)) & 3) END FROM h),
                    CASE WHEN error_rate <= 0.1 THEN ceil(error_rate * 100) ELSE 8 + ceil(error_rate * 20) END FROM facts;
                INSERT INTO customer_words (rowid, words) SELECT n, lower(customer_id) || ' ' || replace(lower(company), '"', '') || ' ops' || n || ' ' || host || ' example com' FROM facts;
                COMMIT;
                ANALYZE;
                """);
            return;
        }

        await using var source = NpgsqlDataSource.Create(grid.Options.ConnectionString!);
        foreach (var sql in (string[])
            [
                $"""
                INSERT INTO customers (workspace, customer_id, company, email, tier, stage, tech_stack, health, engagement_score, risk_factors, total_api_calls, error_rate,
                    usage_trend, last_api_call_at, created_at, version, window_calls, window_errors, company_key, score_band, calls_band, errors_band, words)
                SELECT 'scale', customer_id, company, 'ops' || n || '@' || host || '.example.com', tier, stage, '[]', health, engagement_score, '[]', total_api_calls, error_rate,
                    'stable', timestamptz '2026-03-01 12:00Z' - n * interval '1 second', timestamptz '2026-03-01 12:00Z' - n * interval '1 minute', 1, 10, 1, lower(company), engagement_score / 4,
                    CASE WHEN total_api_calls <= 0 THEN 0 WHEN total_api_calls < 1024 THEN length(ltrim(total_api_calls::bit(64)::text, '0'))
                        ELSE 7 + (length(ltrim(total_api_calls::bit(64)::text, '0')) - 10) * 4 + ((total_api_calls >> (length(ltrim(total_api_calls::bit(64)::text, '0')) - 3)) & 3)::int END,
                    CASE WHEN error_rate <= 0.1 THEN ceil(error_rate * 100) ELSE 8 + ceil(error_rate * 20) END,
                    array_to_tsvector(string_to_array(lower(customer_id) || ' ' || replace(lower(company), '"', '') || ' ops' || n || ' ' || host || ' example com', ' '))
                FROM (SELECT {string.Format(null, Facts, "n", s_customers)}, n FROM generate_series(1::bigint, {s_customers}) AS s (n)) AS facts
                """,
                "VACUUM ANALYZE customers",
            ])
        {
            await using var command = source.CreateCommand(sql);
            command.CommandTimeout = 1_800;
            await command.ExecuteNonQueryAsync();
        }
    }
}
