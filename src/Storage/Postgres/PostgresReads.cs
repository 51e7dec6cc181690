using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.States;
using static Aegis.Storage.Postgres.Columns;

namespace Aegis.Storage.Postgres;

/// <summary>The queries of the grid.</summary>
internal static class PostgresReads
{
    public static Task<IReadOnlyList<StoredRecord?>> RecordsAsync(PostgresQueries queries, IReadOnlyList<RecordRead> reads, CancellationToken cancellationToken) =>
        queries.ReadAsync("""
            SELECT s.version, s.json, s.sealed, k.scope, k.wrapped
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS r (grain_key, grain_type, state_name, scope, place)
            LEFT JOIN states AS s ON s.grain_key = r.grain_key AND s.grain_type = r.grain_type AND s.state_name = r.state_name
            LEFT JOIN data_keys AS k ON k.scope = r.scope
            ORDER BY r.place
            """, Record, cancellationToken, Texts(reads, r => r.GrainKey), Texts(reads, r => r.GrainType), Texts(reads, r => r.StateName), Texts(reads, r => r.KeyScope));

    private static StoredRecord? Record(RowReader row)
    {
        var (version, json, sealedDocument) = (row.OptionalLong(), row.OptionalText(), row.OptionalBytes());
        var (hasKey, wrapped) = (row.OptionalText() is not null, row.OptionalBytes());
        return version is null && !hasKey ? null : new(version ?? 0, json, sealedDocument, hasKey ? wrapped ?? [] : null);
    }

    public static Task<IReadOnlyList<DueRow>> DueAsync(PostgresQueries queries, int shard, DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
        queries.ReadAsync("""
            SELECT grain_type, grain_key, due_at FROM due AS d WHERE shard = $1 AND due_at <= $2 AND NOT EXISTS (
                SELECT 1 FROM due AS e WHERE e.grain_key = d.grain_key AND e.grain_type = d.grain_type AND (e.due_at, e.state_name) < (d.due_at, d.state_name))
            ORDER BY due_at LIMIT $3
            """, row => new DueRow(row.Text(), row.Text(), row.Time()), cancellationToken, shard, until, limit);

    // Rows that another process claims at this moment are passed over, not waited for.
    public static Task<IReadOnlyList<DueRow>> ClaimDueAsync(PostgresQueries queries, DateTimeOffset now, DateTimeOffset claimUntil, int limit, CancellationToken cancellationToken) =>
        queries.ReadAsync("""
            WITH picked AS (
                SELECT grain_key, grain_type, state_name FROM due WHERE due_at <= $1 AND (claimed_until IS NULL OR claimed_until <= $1)
                ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
            UPDATE due AS d SET claimed_until = $2 FROM picked AS p
            WHERE d.grain_key = p.grain_key AND d.grain_type = p.grain_type AND d.state_name = p.state_name
            RETURNING d.grain_type, d.grain_key, d.due_at
            """, row => new DueRow(row.Text(), row.Text(), row.Time()), cancellationToken, now, claimUntil, limit);

    public static Task<IReadOnlyList<EventRow>> EventsAsync(PostgresQueries queries, string workspace, long after, int limit, CancellationToken cancellationToken) =>
        queries.ReadAsync("SELECT number, topic, customer_key, at, data FROM events WHERE workspace = $1 AND number > $2 ORDER BY number LIMIT $3",
            Event, cancellationToken, workspace, after, limit);

    public static Task<IReadOnlyList<EventRow>> UndispatchedAsync(PostgresQueries queries, int limit, CancellationToken cancellationToken) =>
        queries.ReadAsync("SELECT number, topic, customer_key, at, data FROM events WHERE undispatched ORDER BY number LIMIT $1", Event, cancellationToken, limit);

    public static EventRow Event(RowReader row) => new(row.Long(), row.Text(), row.Text(), row.Time(), row.Text());

    public static Task<IReadOnlyList<ActionRow>> ActionsAsync(
        PostgresQueries queries, string workspace, string status, string? before, int limit, CancellationToken cancellationToken) =>
        queries.ReadAsync("SELECT customer_key, action_id, tool, status, evidence, output, begun_at, ended_at FROM actions WHERE workspace = $1 AND status = $2"
            + (before is null ? "" : " AND (begun_at, action_id) < (SELECT begun_at, action_id FROM actions WHERE workspace = $1 AND action_id = $4 LIMIT 1)")
            + " ORDER BY begun_at DESC, action_id DESC LIMIT $3",
            row => new ActionRow(workspace, GrainKeys.Split(row.Text()).CustomerId, row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Time(), row.OptionalTime()),
            cancellationToken, before is null ? [workspace, status, limit] : [workspace, status, limit, before]);

    public static Task<LedgerRows> LedgerAsync(PostgresQueries queries, string workspace, string customerId, long after, int limit, CancellationToken cancellationToken) =>
        LedgerAsync(queries, workspace, customerId, "AND seq > $2 ORDER BY seq LIMIT $3", cancellationToken, after, limit);

    public static Task<LedgerRows> TimelineAsync(PostgresQueries queries, TimelineFilter filter, CancellationToken cancellationToken)
    {
        var parameters = new List<object?> { filter.Limit };
        var sql = (filter.Kinds.Count == 0 ? "" : $" AND EXISTS (SELECT 1 FROM unnest({Parameter(filter.Kinds.ToArray())}::text[]) AS k WHERE starts_with(kind, k))")
            + (filter.Who is null ? "" : $" AND {TimelineFilter.WhoOf} = {Parameter(filter.Who)}")
            + (filter.ActionId is null ? "" : $" AND action_id = {Parameter(filter.ActionId)}")
            + (filter.Before is null ? "" : $" AND seq < {Parameter(filter.Before)}")
            + (filter.Until is null ? "" : $" AND at <= {Parameter(filter.Until)}")
            + " ORDER BY seq DESC LIMIT $2";
        return LedgerAsync(queries, filter.Workspace, filter.CustomerId, sql, cancellationToken, [.. parameters]);

        string Parameter(object? value)
        {
            parameters.Add(value);
            return $"${parameters.Count + 1}";
        }
    }

    /// <param name="rest">What follows the customer's key, which is $1.</param>
    private static async Task<LedgerRows> LedgerAsync(
        PostgresQueries queries, string workspace, string customerId, string rest, CancellationToken cancellationToken, params object?[] parameters)
    {
        var key = $"{workspace}/{customerId}";
        var rows = await queries.ReadAsync($"SELECT seq, at, kind, actor, action_id, body, hash FROM ledger WHERE customer_key = $1 {rest}",
            row => new LedgerRow(workspace, customerId, row.Long(), row.Time(), row.Text(), row.Text(), row.OptionalText(), row.Bytes(), row.Bytes()),
            cancellationToken, [key, .. parameters]);
        var wrapped = await queries.ReadAsync("SELECT wrapped FROM data_keys WHERE scope = $1", row => row.OptionalBytes(), cancellationToken, key);
        return new(rows, wrapped.SingleOrDefault());
    }

    public static Task<IReadOnlyList<LedgerOwner>> LedgersAsync(PostgresQueries queries, string? after, int limit, CancellationToken cancellationToken) =>
        queries.ReadAsync("""
            SELECT k.customer_key, (s.json #>> '{head,seq}')::bigint, s.json #>> '{head,hash}'
            FROM ((SELECT DISTINCT customer_key FROM ledger WHERE customer_key > $1 ORDER BY customer_key LIMIT $2)
                  UNION
                  (SELECT grain_key FROM states WHERE grain_key > $1 AND json -> 'head' IS NOT NULL ORDER BY grain_key LIMIT $2)) AS k
            LEFT JOIN states AS s ON s.grain_key = k.customer_key AND s.json -> 'head' IS NOT NULL
            ORDER BY k.customer_key LIMIT $2
            """, row =>
        {
            var (workspace, customerId) = GrainKeys.Split(row.Text());
            return new LedgerOwner(workspace, customerId, row.OptionalLong() is { } seq ? new LedgerHead(seq, row.Text()) : null);
        }, cancellationToken, after ?? "", limit);

    public static Task<IReadOnlyList<ActivityIdsChunk>> ActivityIdsAsync(PostgresQueries queries, string customerKey, DateTimeOffset since, CancellationToken cancellationToken) =>
        queries.ReadAsync($"""
            SELECT at, hashes FROM (
                SELECT id, at, hashes, sum(length(hashes) / 16) OVER (ORDER BY at DESC, id DESC) - length(hashes) / 16 AS newer
                FROM activity_ids WHERE customer_key = $1) AS chunks
            WHERE newer < {ActivityIdLimits.Count} OR at >= $2 ORDER BY at, id
            """, row => new ActivityIdsChunk(row.Time(), row.Bytes()), cancellationToken, customerKey, since);

    public static async Task<string?> OwnerAsync(PostgresQueries queries, string sql, string value, CancellationToken cancellationToken) =>
        (await queries.ReadAsync(sql, row => row.Text(), cancellationToken, value)).SingleOrDefault();

    public static Task<IReadOnlyList<ReminderRow>> RemindersAsync(PostgresQueries queries, CancellationToken cancellationToken) =>
        queries.ReadAsync("SELECT grain_type, grain_key, name, start_at, period FROM reminders ORDER BY grain_type, grain_key, name",
            row => new ReminderRow(row.Text(), row.Text(), row.Text(), row.Time(), row.Span()), cancellationToken);
}
