using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Storage.Sqlite;

/// <summary>The customers of the read model and the words they are found by.</summary>
internal static class SqliteCustomers
{
    public const string Columns = """
        workspace, customer_id, company, email, tier, stage, tech_stack, time_zone, health, engagement_score, risk_factors,
        total_api_calls, error_rate, usage_trend, last_api_call_at, created_at, version
        """;

    public static void Save(SqliteSession session, CustomerRow row, bool searchChanged)
    {
        // Most writes move figures only: an update that names no indexed column leaves the indexes alone.
        if (!searchChanged && Update(session, row))
            return;
        var wordsStand = !searchChanged && IsKnown(session, row);
        Upsert(session, row);
        if (!wordsStand)
            SaveWords(session, row);
    }

    private static bool IsKnown(SqliteSession session, CustomerRow row) =>
        session.Prepare("SELECT count(*) FROM customers WHERE workspace = ? AND customer_id = ?").Bind(row.Workspace).Bind(row.CustomerId).First(r => r.Number()) > 0;

    private static bool Update(SqliteSession session, CustomerRow row) =>
        session.Prepare("""
            UPDATE customers SET company = ?, email = ?, tech_stack = ?, time_zone = ?, engagement_score = ?, risk_factors = ?,
                total_api_calls = ?, error_rate = ?, usage_trend = ?, last_api_call_at = ?, version = ?, window_calls = ?, window_errors = ?
            WHERE workspace = ? AND customer_id = ? AND tier = ? AND stage = ? AND health = ? AND company_key = ? AND created_at = ?
                AND score_band = ? AND calls_band = ? AND errors_band = ? AND first_call_at IS ?
            """)
            .Bind(row.Company).Bind(row.Email).Bind(row.TechStack).Bind(row.TimeZone).Bind(row.EngagementScore).Bind(row.RiskFactors)
            .Bind(row.TotalApiCalls).Bind(row.ErrorRate).Bind(row.UsageTrend).Bind(row.LastApiCallAt is { } at ? Times.ToMicros(at) : null)
            .Bind(row.Version).Bind(row.WindowCalls).Bind(row.WindowErrors)
            .Bind(row.Workspace).Bind(row.CustomerId).Bind(row.Tier).Bind(row.Stage).Bind(row.Health).Bind(CustomerBands.CompanyKey(row.Company))
            .Bind(Times.ToMicros(row.CreatedAt)).Bind(CustomerBands.OfScore(row.EngagementScore)).Bind(CustomerBands.OfCalls(row.TotalApiCalls))
            .Bind(CustomerBands.OfErrors(row.ErrorRate)).Bind(row.FirstCallAt is { } first ? Times.ToMicros(first) : null).Run() == 1;

    private static void Upsert(SqliteSession session, CustomerRow row) =>
        session.Prepare($"""
            INSERT INTO customers ({Columns}, window_calls, window_errors, first_call_at, company_key, score_band, calls_band, errors_band)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET company = excluded.company, email = excluded.email, tier = excluded.tier, stage = excluded.stage,
                tech_stack = excluded.tech_stack, time_zone = excluded.time_zone, health = excluded.health,
                engagement_score = excluded.engagement_score, risk_factors = excluded.risk_factors, total_api_calls = excluded.total_api_calls,
                error_rate = excluded.error_rate, usage_trend = excluded.usage_trend, last_api_call_at = excluded.last_api_call_at,
                created_at = excluded.created_at, version = excluded.version, window_calls = excluded.window_calls, window_errors = excluded.window_errors,
                first_call_at = excluded.first_call_at, company_key = excluded.company_key, score_band = excluded.score_band,
                calls_band = excluded.calls_band, errors_band = excluded.errors_band
            """)
            .Bind(row.Workspace).Bind(row.CustomerId).Bind(row.Company).Bind(row.Email).Bind(row.Tier).Bind(row.Stage).Bind(row.TechStack)
            .Bind(row.TimeZone).Bind(row.Health).Bind(row.EngagementScore).Bind(row.RiskFactors).Bind(row.TotalApiCalls).Bind(row.ErrorRate)
            .Bind(row.UsageTrend).Bind(row.LastApiCallAt is { } at ? Times.ToMicros(at) : null).Bind(Times.ToMicros(row.CreatedAt)).Bind(row.Version)
            .Bind(row.WindowCalls).Bind(row.WindowErrors).Bind(row.FirstCallAt is { } first ? Times.ToMicros(first) : null).Bind(CustomerBands.CompanyKey(row.Company))
            .Bind(CustomerBands.OfScore(row.EngagementScore)).Bind(CustomerBands.OfCalls(row.TotalApiCalls)).Bind(CustomerBands.OfErrors(row.ErrorRate)).Run();

    private static void SaveWords(SqliteSession session, CustomerRow row)
    {
        var id = session.Prepare("SELECT id FROM customers WHERE workspace = ? AND customer_id = ?").Bind(row.Workspace).Bind(row.CustomerId).First(r => r.Number());
        session.Prepare("DELETE FROM customer_words WHERE rowid = ?").Bind(id).Run();
        session.Prepare("INSERT INTO customer_words (rowid, words) VALUES (?, ?)").Bind(id).Bind(string.Join(' ', SearchWords.Of(row))).Run();
    }

    /// <summary>Destroys the data key and takes the customer out of every read model; ledger, chain and the list of actions stay, the latter without its texts.</summary>
    public static void Erase(SqliteSession session, string customerKey)
    {
        session.Prepare("INSERT INTO data_keys (scope, wrapped) VALUES (?, NULL) ON CONFLICT DO UPDATE SET wrapped = NULL").Bind(customerKey).Run();
        var (workspace, customerId) = GroupCommit.GrainKeys.Split(customerKey);
        session.Prepare("DELETE FROM customer_words WHERE rowid = (SELECT id FROM customers WHERE workspace = ? AND customer_id = ?)").Bind(workspace).Bind(customerId).Run();
        session.Prepare("DELETE FROM customers WHERE workspace = ? AND customer_id = ?").Bind(workspace).Bind(customerId).Run();
        session.Prepare("DELETE FROM keys WHERE customer_key = ?").Bind(customerKey).Run();
        session.Prepare("DELETE FROM sites WHERE customer_key = ?").Bind(customerKey).Run();
        session.Prepare("DELETE FROM interventions WHERE customer_key = ?").Bind(customerKey).Run();
        session.Prepare("DELETE FROM approvals WHERE customer_key = ?").Bind(customerKey).Run();
        session.Prepare("DELETE FROM turns WHERE customer_key = ?").Bind(customerKey).Run();
        session.Prepare("DELETE FROM activity_ids WHERE customer_key = ?").Bind(customerKey).Run();
        session.Prepare("UPDATE actions SET evidence = '', output = '{}' WHERE customer_key = ?").Bind(customerKey).Run();
    }
}
