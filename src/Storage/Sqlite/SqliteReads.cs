using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.States;

namespace Aegis.Storage.Sqlite;

/// <summary>The queries of the grid on a reading connection.</summary>
internal static class SqliteReads
{
    public static IReadOnlyList<StoredRecord?> Records(SqliteSession session, IReadOnlyList<RecordRead> reads)
    {
        var records = new StoredRecord?[reads.Count];
        for (var i = 0; i < records.Length; i++)
            records[i] = Record(session, reads[i]);
        return records;
    }

    private static StoredRecord? Record(SqliteSession session, RecordRead read)
    {
        var wrapped = read.KeyScope is null ? null : WrappedKey(session, read.KeyScope);
        return session.Prepare("SELECT version, json, sealed FROM states WHERE grain_key = ? AND grain_type = ? AND state_name = ?")
            .Bind(read.GrainKey).Bind(read.GrainType).Bind(read.StateName)
            .First(row => new StoredRecord(row.Number(), row.OptionalText(), row.OptionalBytes(), wrapped))
            ?? (wrapped is null ? null : new(0, null, null, wrapped));
    }

    private static byte[]? WrappedKey(SqliteSession session, string scope) =>
        session.Prepare("SELECT wrapped FROM data_keys WHERE scope = ?").Bind(scope).First(row => row.OptionalBytes() ?? []);

    public static IReadOnlyList<DueRow> Due(SqliteSession session, int shard, DateTimeOffset until, int limit) =>
        session.Prepare("""
            SELECT grain_type, grain_key, due_at FROM due AS d WHERE shard = ? AND due_at <= ? AND NOT EXISTS (
                SELECT 1 FROM due AS e WHERE e.grain_key = d.grain_key AND e.grain_type = d.grain_type AND (e.due_at, e.state_name) < (d.due_at, d.state_name))
            ORDER BY due_at LIMIT ?
            """).Bind(shard).Bind(Times.ToMicros(until)).Bind(limit).Read(row => new DueRow(row.Text(), row.Text(), Times.FromMicros(row.Number())));

    public static bool HasUnclaimed(SqliteSession session, DateTimeOffset now) =>
        session.Prepare("SELECT 1 FROM due WHERE due_at <= ?1 AND (claimed_until IS NULL OR claimed_until <= ?1) LIMIT 1").Bind(Times.ToMicros(now)).First(row => row.Number()) == 1;

    public static IReadOnlyList<EventRow> Events(SqliteSession session, string workspace, long after, int limit) =>
        session.Prepare("SELECT number, topic, customer_key, at, data FROM events WHERE workspace = ? AND number > ? ORDER BY number LIMIT ?")
            .Bind(workspace).Bind(after).Bind(limit).Read(Event);

    public static long LastEvent(SqliteSession session) =>
        session.Prepare("SELECT coalesce(max(number), 0) FROM events").First(row => row.Number());

    public static IReadOnlyList<EventRow> Undispatched(SqliteSession session, int limit) =>
        session.Prepare("SELECT number, topic, customer_key, at, data FROM events WHERE undispatched IS NOT NULL ORDER BY number LIMIT ?").Bind(limit).Read(Event);

    public static EventRow Event(SqliteStatement row) => new(row.Number(), row.Text(), row.Text(), Times.FromMicros(row.Number()), row.Text());

    public static IReadOnlyList<ActionRow> Actions(SqliteSession session, string workspace, string status, string? before, int limit)
    {
        var sql = "SELECT customer_key, action_id, tool, status, evidence, output, begun_at, ended_at FROM actions WHERE workspace = ? AND status = ?"
            + (before is null ? "" : " AND (begun_at, action_id) < (SELECT begun_at, action_id FROM actions WHERE workspace = ? AND action_id = ?)")
            + " ORDER BY begun_at DESC, action_id DESC LIMIT ?";
        var query = session.Prepare(sql).Bind(workspace).Bind(status);
        if (before is not null)
            query.Bind(workspace).Bind(before);
        return query.Bind(limit).Read(row =>
        {
            var (_, customerId) = GrainKeys.Split(row.Text());
            return new ActionRow(workspace, customerId, row.Text(), row.Text(), row.Text(), row.Text(), row.Text(),
                Times.FromMicros(row.Number()), row.OptionalNumber() is { } ended ? Times.FromMicros(ended) : null);
        });
    }

    public static LedgerRows Ledger(SqliteSession session, string workspace, string customerId, long after, int limit) =>
        Ledger(session, workspace, customerId, "AND seq > ? ORDER BY seq LIMIT ?", query => query.Bind(after).Bind(limit));

    public static LedgerRows Timeline(SqliteSession session, TimelineFilter filter)
    {
        var sql = (filter.Kinds.Count == 0 ? "" : $" AND ({string.Join(" OR ", filter.Kinds.Select(_ => "instr(kind, ?) = 1"))})")
            + (filter.Who is null ? "" : $" AND {TimelineFilter.WhoOf} = ?")
            + (filter.ActionId is null ? "" : " AND action_id = ?")
            + (filter.Before is null ? "" : " AND seq < ?")
            + (filter.Until is null ? "" : " AND at <= ?")
            + " ORDER BY seq DESC LIMIT ?";
        return Ledger(session, filter.Workspace, filter.CustomerId, sql, query =>
        {
            foreach (var kind in filter.Kinds)
                query.Bind(kind);
            if (filter.Who is not null)
                query.Bind(filter.Who);
            if (filter.ActionId is not null)
                query.Bind(filter.ActionId);
            if (filter.Before is { } before)
                query.Bind(before);
            if (filter.Until is { } until)
                query.Bind(Times.ToMicros(until));
            return query.Bind(filter.Limit);
        });
    }

    /// <param name="rest">What follows the customer's key.</param>
    private static LedgerRows Ledger(SqliteSession session, string workspace, string customerId, string rest, Func<SqliteStatement, SqliteStatement> bind)
    {
        var query = session.Prepare($"SELECT seq, at, kind, actor, action_id, body, hash FROM ledger WHERE customer_key = ? {rest}").Bind($"{workspace}/{customerId}");
        var rows = bind(query)
            .Read(row => new LedgerRow(workspace, customerId, row.Number(), Times.FromMicros(row.Number()), row.Text(), row.Text(), row.OptionalText(), row.Bytes(), row.Bytes()));
        return new(rows, WrappedKey(session, $"{workspace}/{customerId}") is { Length: > 0 } wrapped ? wrapped : null);
    }

    public static IReadOnlyList<LedgerOwner> Ledgers(SqliteSession session, string? after, int limit) =>
        session.Prepare("""
            SELECT k.customer_key, s.seq, s.hash
            FROM (SELECT customer_key FROM (SELECT DISTINCT customer_key FROM ledger WHERE customer_key > ?1 ORDER BY customer_key LIMIT ?2)
                  UNION
                  SELECT grain_key FROM (SELECT grain_key FROM states WHERE grain_key > ?1 AND json -> '$.head' IS NOT NULL ORDER BY grain_key LIMIT ?2)) AS k
            LEFT JOIN (SELECT grain_key, json ->> '$.head.seq' AS seq, json ->> '$.head.hash' AS hash FROM states WHERE json -> '$.head' IS NOT NULL) AS s
                ON s.grain_key = k.customer_key
            ORDER BY k.customer_key LIMIT ?2
            """).Bind(after ?? "").Bind(limit)
            .Read(row =>
            {
                var (workspace, customerId) = GrainKeys.Split(row.Text());
                return new LedgerOwner(workspace, customerId, row.OptionalNumber() is { } seq ? new LedgerHead(seq, row.Text()) : null);
            });

    public static IReadOnlyList<ActivityIdsChunk> ActivityIds(SqliteSession session, string customerKey, DateTimeOffset since) =>
        session.Prepare("""
            SELECT at, hashes FROM (
                SELECT id, at, hashes, sum(length(hashes) / 16) OVER (ORDER BY at DESC, id DESC) - length(hashes) / 16 AS newer
                FROM activity_ids WHERE customer_key = ?)
            WHERE newer < ? OR at >= ? ORDER BY at, id
            """).Bind(customerKey).Bind(ActivityIdLimits.Count).Bind(Times.ToMicros(since))
            .Read(row => new ActivityIdsChunk(Times.FromMicros(row.Number()), row.Bytes()));

    public static string? Owner(SqliteSession session, string sql, string value) => session.Prepare(sql).Bind(value).First(row => row.Text());

    public static IReadOnlyList<ReminderRow> Reminders(SqliteSession session) =>
        session.Prepare("SELECT grain_type, grain_key, name, start_at, period FROM reminders ORDER BY grain_type, grain_key, name")
            .Read(row => new ReminderRow(row.Text(), row.Text(), row.Text(), Times.FromMicros(row.Number()), TimeSpan.FromMicroseconds(row.Number())));
}
