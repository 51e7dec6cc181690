using Aegis.Storage.Database;
using Aegis.Storage.States;
using Npgsql;
using static Aegis.Storage.Postgres.Columns;

namespace Aegis.Storage.Postgres;

/// <summary>The customers of the read model and the words they are found by.</summary>
internal static class PostgresCustomers
{
    public const string ColumnNames = """
        workspace, customer_id, company, email, tier, stage, tech_stack, time_zone, health, engagement_score, risk_factors,
        total_api_calls, error_rate, usage_trend, last_api_call_at, created_at, version
        """;

    private const string OrderNames = "window_calls, window_errors, first_call_at, company_key, score_band, calls_band, errors_band";

    private static readonly string[] _erasures =
    [
        "INSERT INTO data_keys (scope, wrapped) SELECT scope, NULL::bytea FROM unnest($1::text[]) AS w (scope) ON CONFLICT (scope) DO UPDATE SET wrapped = NULL",
        "DELETE FROM customers AS c USING unnest($1::text[]) AS w (customer_key) WHERE c.workspace = split_part(w.customer_key, '/', 1) AND c.customer_id = split_part(w.customer_key, '/', 2)",
        "DELETE FROM keys WHERE customer_key = ANY ($1::text[])",
        "DELETE FROM sites WHERE customer_key = ANY ($1::text[])",
        "DELETE FROM interventions WHERE customer_key = ANY ($1::text[])",
        "DELETE FROM approvals WHERE customer_key = ANY ($1::text[])",
        "DELETE FROM turns WHERE customer_key = ANY ($1::text[])",
        "DELETE FROM activity_ids WHERE customer_key = ANY ($1::text[])",
        "UPDATE actions SET evidence = '', output = '{}' WHERE customer_key = ANY ($1::text[])",
    ];

    public static NpgsqlBatchCommand Upsert(IReadOnlyList<CustomerRow> rows) => Command($"""
        INSERT INTO customers ({ColumnNames}, {OrderNames}, words)
        SELECT {ColumnNames}, {OrderNames}, array_to_tsvector(string_to_array(words, ' '))
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::int[], $11::text[],
            $12::bigint[], $13::float8[], $14::text[], $15::timestamptz[], $16::timestamptz[], $17::bigint[],
            $18::bigint[], $19::bigint[], $20::timestamptz[], $21::text[], $22::int[], $23::int[], $24::int[], $25::text[]) AS w ({ColumnNames}, {OrderNames}, words)
        ON CONFLICT (workspace, customer_id) DO UPDATE SET company = excluded.company, email = excluded.email, tier = excluded.tier, stage = excluded.stage,
            tech_stack = excluded.tech_stack, time_zone = excluded.time_zone, health = excluded.health, engagement_score = excluded.engagement_score,
            risk_factors = excluded.risk_factors, total_api_calls = excluded.total_api_calls, error_rate = excluded.error_rate,
            usage_trend = excluded.usage_trend, last_api_call_at = excluded.last_api_call_at, created_at = excluded.created_at,
            version = excluded.version, words = excluded.words, window_calls = excluded.window_calls, window_errors = excluded.window_errors,
            first_call_at = excluded.first_call_at, company_key = excluded.company_key, score_band = excluded.score_band,
            calls_band = excluded.calls_band, errors_band = excluded.errors_band
        """,
        Texts(rows, r => r.Workspace), Texts(rows, r => r.CustomerId), Texts(rows, r => r.Company), Texts(rows, r => r.Email), Texts(rows, r => r.Tier),
        Texts(rows, r => r.Stage), Texts(rows, r => r.TechStack), Texts(rows, r => r.TimeZone), Texts(rows, r => r.Health), Ints(rows, r => r.EngagementScore),
        Texts(rows, r => r.RiskFactors), Longs(rows, r => r.TotalApiCalls), Reals(rows, r => r.ErrorRate), Texts(rows, r => r.UsageTrend),
        OptionalTimes(rows, r => r.LastApiCallAt), Times(rows, r => r.CreatedAt), Longs(rows, r => r.Version),
        Longs(rows, r => r.WindowCalls), Longs(rows, r => r.WindowErrors), OptionalTimes(rows, r => r.FirstCallAt), Texts(rows, r => CustomerBands.CompanyKey(r.Company)),
        Ints(rows, r => CustomerBands.OfScore(r.EngagementScore)), Ints(rows, r => CustomerBands.OfCalls(r.TotalApiCalls)), Ints(rows, r => CustomerBands.OfErrors(r.ErrorRate)),
        Texts(rows, r => string.Join(' ', SearchWords.Of(r))));

    /// <summary>Destroys the data keys and takes the customers out of every read model; ledger, chain and the list of actions stay, the latter without its texts.</summary>
    public static void AddErasures(NpgsqlBatch batch, IReadOnlyList<string> customerKeys)
    {
        if (customerKeys.Count == 0)
            return;
        foreach (var sql in _erasures)
            batch.BatchCommands.Add(Command(sql, Texts(customerKeys, key => key)));
    }
}
