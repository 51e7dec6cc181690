using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.States;

namespace Aegis.Storage.Sqlite;

/// <summary>Turns, and figures of the whole fleet.</summary>
internal static class SqliteFleet
{
    private const long MicrosOfDay = 86_400_000_000;

    public static void Save(SqliteSession session, TurnRow row) =>
        session.Prepare("""
            INSERT INTO turns (workspace, customer_key, turn_id, intent, status, at, ended_at, waits_since, with_person) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET intent = excluded.intent, status = excluded.status, ended_at = excluded.ended_at, waits_since = excluded.waits_since,
                with_person = excluded.with_person
            """)
            .Bind(row.Workspace).Bind($"{row.Workspace}/{row.CustomerId}").Bind(row.TurnId).Bind(row.Intent).Bind(row.Status).Bind(Times.ToMicros(row.At))
            .Bind(Micros(row.EndedAt)).Bind(Micros(row.WaitsSince)).Bind(row.WithPerson ? 1 : 0).Run();

    public static FleetRows Read(SqliteSession session, string workspace, DateTimeOffset since)
    {
        var from = Times.ToMicros(since);
        // Counted group by group: told apart as it goes, a million take twice as long.
        var segments = CustomerGroups.All.Select(g => new FleetSegment(g.Health, g.Tier, g.Stage, session
                .Prepare("SELECT count(*) FROM customers INDEXED BY customers_by_score WHERE workspace = ? AND health = ? AND tier = ? AND stage = ?")
                .Bind(workspace).Bind(g.Health).Bind(g.Tier).Bind(g.Stage).First(row => row.Number())))
            .Where(segment => segment.Customers > 0).ToList();
        var days = session.Prepare($"""
            SELECT day, sum(opened), sum(ended), sum(with_person) FROM (
                SELECT created_at / {MicrosOfDay} AS day, 1 AS opened, 0 AS ended, 0 AS with_person FROM interventions WHERE workspace = ?1 AND created_at >= ?2
                UNION ALL
                SELECT resolved_at / {MicrosOfDay}, 0, 1, with_person FROM interventions WHERE workspace = ?1 AND resolved_at >= ?2)
            GROUP BY day ORDER BY day
            """).Bind(workspace).Bind(from)
            .Read(row => new FleetDay(DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(row.Number())), row.Number(), row.Number(), row.Number()));
        var turns = session.Prepare("SELECT count(*), coalesce(sum(with_person), 0) FROM turns WHERE workspace = ? AND ended_at >= ?")
            .Bind(workspace).Bind(from).First(row => (All: row.Number(), WithPerson: row.Number()));
        var first = session.Prepare("SELECT count(*) FROM customers WHERE workspace = ? AND first_call_at >= ?").Bind(workspace).Bind(from).First(row => row.Number());
        TimeSpan? median = first == 0 ? null : TimeSpan.FromMicroseconds(session
            .Prepare("SELECT first_call_at - created_at AS waited FROM customers WHERE workspace = ? AND first_call_at >= ? ORDER BY waited LIMIT 1 OFFSET ?")
            .Bind(workspace).Bind(from).Bind((first - 1) / 2).First(row => row.Number()));
        return new(segments, days, turns.All, turns.WithPerson, first, median);
    }

    public static FleetCalls Calls(SqliteSession session, string workspace, DateTimeOffset since) =>
        session.Prepare("SELECT count(*), coalesce(sum(window_calls), 0), coalesce(sum(window_errors), 0) FROM customers WHERE workspace = ? AND last_api_call_at >= ?")
            .Bind(workspace).Bind(Times.ToMicros(since)).First(row => new FleetCalls(row.Number(), row.Number(), row.Number()))!;

    public static IReadOnlyList<TurnRow> Waiting(SqliteSession session, string workspace, string? after, int limit)
    {
        var query = session.Prepare("""
            SELECT t.customer_key, t.turn_id, t.intent, t.status, t.at, t.ended_at, t.waits_since, t.with_person, c.company
            FROM turns AS t LEFT JOIN customers AS c ON c.workspace = t.workspace AND c.customer_id = substr(t.customer_key, length(t.workspace) + 2)
            WHERE t.workspace = ?1 AND t.waits_since IS NOT NULL
            """
            + (after is null ? "" : " AND (t.waits_since, t.turn_id) > (SELECT waits_since, turn_id FROM turns WHERE workspace = ?1 AND turn_id = ?3 LIMIT 1)")
            + " ORDER BY t.waits_since, t.turn_id LIMIT ?2").Bind(workspace).Bind(limit);
        if (after is not null)
            query.Bind(after);
        return query.Read(row => new TurnRow(
            workspace, GrainKeys.Split(row.Text()).CustomerId, row.Text(), row.Text(), row.Text(), Times.FromMicros(row.Number()), Time(row.OptionalNumber()), Time(row.OptionalNumber()),
            row.Number() != 0, row.OptionalText() ?? ""));
    }

    private static long? Micros(DateTimeOffset? at) => at is { } time ? Times.ToMicros(time) : null;

    private static DateTimeOffset? Time(long? micros) => micros is { } at ? Times.FromMicros(at) : null;
}
