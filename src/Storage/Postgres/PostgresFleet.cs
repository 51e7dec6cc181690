using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.States;
using Npgsql;
using static Aegis.Storage.Postgres.Columns;

namespace Aegis.Storage.Postgres;

/// <summary>Turns, and figures of the whole fleet.</summary>
internal static class PostgresFleet
{
    private const string Day = "(floor(extract(epoch FROM {0}) / 86400))::int";

    public static NpgsqlBatchCommand Upsert(IReadOnlyList<TurnRow> rows) => Command("""
        INSERT INTO turns (workspace, customer_key, turn_id, intent, status, at, ended_at, waits_since, with_person)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::boolean[])
        ON CONFLICT (customer_key, turn_id) DO UPDATE SET intent = excluded.intent, status = excluded.status, ended_at = excluded.ended_at,
            waits_since = excluded.waits_since, with_person = excluded.with_person
        """, Texts(rows, r => r.Workspace), Texts(rows, r => $"{r.Workspace}/{r.CustomerId}"), Texts(rows, r => r.TurnId), Texts(rows, r => r.Intent), Texts(rows, r => r.Status),
        Times(rows, r => r.At), OptionalTimes(rows, r => r.EndedAt), OptionalTimes(rows, r => r.WaitsSince), Flags(rows, r => r.WithPerson));

    public static async Task<FleetRows> ReadAsync(PostgresQueries queries, string workspace, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var segments = await queries.ReadAsync("""
            SELECT g.health, g.tier, g.stage, c.n FROM unnest($2::text[], $3::text[], $4::text[]) AS g (health, tier, stage) CROSS JOIN LATERAL (
                SELECT count(*) AS n FROM customers AS c WHERE c.workspace = $1 AND c.health = g.health AND c.tier = g.tier AND c.stage = g.stage) AS c
            WHERE n > 0
            """, row => new FleetSegment(row.Text(), row.Text(), row.Text(), row.Long()), cancellationToken,
            workspace, Texts(CustomerGroups.All, g => g.Health), Texts(CustomerGroups.All, g => g.Tier), Texts(CustomerGroups.All, g => g.Stage));
        var days = await queries.ReadAsync($"""
            SELECT day, sum(opened)::bigint, sum(ended)::bigint, sum(with_person)::bigint FROM (
                SELECT {string.Format(null, Day, "created_at")} AS day, 1 AS opened, 0 AS ended, 0 AS with_person
                FROM interventions WHERE workspace = $1 AND created_at >= $2
                UNION ALL
                SELECT {string.Format(null, Day, "resolved_at")}, 0, 1, with_person::int
                FROM interventions WHERE workspace = $1 AND resolved_at >= $2) AS d
            GROUP BY day ORDER BY day
            """, row => new FleetDay(DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(row.Int())), row.Long(), row.Long(), row.Long()), cancellationToken, workspace, since);
        var turns = await queries.ReadAsync("SELECT count(*), count(*) FILTER (WHERE with_person) FROM turns WHERE workspace = $1 AND ended_at >= $2",
            row => (All: row.Long(), WithPerson: row.Long()), cancellationToken, workspace, since);
        var first = await queries.ReadAsync("""
            SELECT count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY (extract(epoch FROM first_call_at - created_at) * 1000000)::bigint)
            FROM customers WHERE workspace = $1 AND first_call_at >= $2
            """, row => (Count: row.Long(), Median: row.OptionalLong()), cancellationToken, workspace, since);
        return new(segments, days, turns[0].All, turns[0].WithPerson, first[0].Count, first[0].Median is { } micros ? TimeSpan.FromMicroseconds(micros) : null);
    }

    public static async Task<FleetCalls> CallsAsync(PostgresQueries queries, string workspace, DateTimeOffset since, CancellationToken cancellationToken) =>
        (await queries.ScanAsync(
            "SELECT count(*), coalesce(sum(window_calls), 0)::bigint, coalesce(sum(window_errors), 0)::bigint FROM customers WHERE workspace = $1 AND last_api_call_at >= $2",
            row => new FleetCalls(row.Long(), row.Long(), row.Long()), cancellationToken, workspace, since))[0];

    public static Task<IReadOnlyList<TurnRow>> WaitingAsync(PostgresQueries queries, string workspace, string? after, int limit, CancellationToken cancellationToken) =>
        queries.ReadAsync("""
            SELECT t.customer_key, t.turn_id, t.intent, t.status, t.at, t.ended_at, t.waits_since, t.with_person, c.company
            FROM turns AS t LEFT JOIN customers AS c ON c.workspace = t.workspace AND c.customer_id = split_part(t.customer_key, '/', 2)
            WHERE t.workspace = $1 AND t.waits_since IS NOT NULL
            """
            + (after is null ? "" : " AND (t.waits_since, t.turn_id) > (SELECT waits_since, turn_id FROM turns WHERE workspace = $1 AND turn_id = $3 LIMIT 1)")
            + " ORDER BY t.waits_since, t.turn_id LIMIT $2",
            row => new TurnRow(workspace, GrainKeys.Split(row.Text()).CustomerId, row.Text(), row.Text(), row.Text(), row.Time(), row.OptionalTime(), row.OptionalTime(), row.Flag(), row.OptionalText() ?? ""),
            cancellationToken, after is null ? [workspace, limit] : [workspace, limit, after]);
}
