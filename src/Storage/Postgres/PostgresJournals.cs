using Aegis.Storage.Database;
using Npgsql;
using static Aegis.Storage.Postgres.Columns;

namespace Aegis.Storage.Postgres;

/// <summary>The second half of a commit: all that goes with the writes that were taken. A table nobody writes to gets no statement.</summary>
internal static class PostgresJournals
{
    private const int TrimEvery = 64;

    public static void Add(NpgsqlBatch batch, IReadOnlyList<RecordWrite> writes)
    {
        AddDue(batch, writes);
        Add(batch, writes.SelectMany(w => w.Ledger), Ledger);
        Add(batch, writes.SelectMany(w => w.Journal.Outbox), Outbox);
        Add(batch, Last(writes.Select(w => w.Journal.Customer).OfType<States.CustomerRow>(), c => (c.Workspace, c.CustomerId)), PostgresCustomers.Upsert);
        Add(batch, Last(writes.SelectMany(w => w.Journal.Actions), a => (a.Workspace, a.CustomerId, a.ActionId)), Actions);
        Add(batch, Last(writes.SelectMany(w => w.Journal.Interventions), i => (i.Workspace, i.InterventionId)), PostgresInterventions.Upsert);
        Add(batch, Last(writes.SelectMany(w => w.Journal.Approvals), a => (a.Workspace, a.ApprovalId)), PostgresApprovals.Upsert);
        Add(batch, Last(writes.SelectMany(w => w.Journal.Turns), t => (t.Workspace, t.CustomerId, t.TurnId)), PostgresFleet.Upsert);
        Add(batch, Last(writes.SelectMany(w => w.Journal.Keys), k => k.KeyHash), Keys);
        Add(batch, Last(writes.Where(w => w.Journal.Site is not null), w => w.Journal.Site!), Sites);
        Add(batch, writes.Where(w => w.Journal.ActivityIds is not null), ActivityIds);
        Add(batch, writes.Where(w => w.Journal.ActivityIds is not null && w.Version % TrimEvery == TrimEvery - 1), Trim);
        PostgresCustomers.AddErasures(batch, [.. writes.Where(w => w.Journal.Erase).Select(w => w.GrainKey)]);
    }

    private static void Add<T>(NpgsqlBatch batch, IEnumerable<T> rows, Func<IReadOnlyList<T>, NpgsqlBatchCommand> command)
    {
        if (rows.ToList() is { Count: > 0 } list)
            batch.BatchCommands.Add(command(list));
    }

    // One statement changes a row once: of several writes of a row the last counts.
    private static IEnumerable<T> Last<T, TKey>(IEnumerable<T> rows, Func<T, TKey> key) where TKey : notnull =>
        rows.Reverse().DistinctBy(key);

    private static void AddDue(NpgsqlBatch batch, IReadOnlyList<RecordWrite> writes)
    {
        Add(batch, writes.Where(w => w is { DueAt: not null, KeepsDue: false }), rows => Command("""
            INSERT INTO due (grain_key, grain_type, state_name, shard, due_at)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::timestamptz[])
            ON CONFLICT (grain_key, grain_type, state_name) DO UPDATE SET due_at = excluded.due_at, shard = excluded.shard, claimed_until = NULL WHERE due.due_at <> excluded.due_at
            """, Texts(rows, w => w.GrainKey), Texts(rows, w => w.GrainType), Texts(rows, w => w.StateName), Ints(rows, w => w.Shard), Times(rows, w => w.DueAt!.Value)));
        Add(batch, writes.Where(w => w is { DueAt: null, Version: > 0, KeepsDue: false }), rows => Command("""
            DELETE FROM due AS d USING unnest($1::text[], $2::text[], $3::text[]) AS w (grain_key, grain_type, state_name)
            WHERE d.grain_key = w.grain_key AND d.grain_type = w.grain_type AND d.state_name = w.state_name
            """, Texts(rows, w => w.GrainKey), Texts(rows, w => w.GrainType), Texts(rows, w => w.StateName)));
    }

    private static NpgsqlBatchCommand Ledger(IReadOnlyList<LedgerRow> rows) => Command("""
        INSERT INTO ledger (customer_key, seq, at, kind, actor, action_id, body, hash)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::bytea[])
        """, Texts(rows, r => $"{r.Workspace}/{r.CustomerId}"), Longs(rows, r => r.Seq), Times(rows, r => r.At), Texts(rows, r => r.Kind),
        Texts(rows, r => r.Actor), Texts(rows, r => r.ActionId), Bytes(rows, r => r.SealedData), Bytes(rows, r => r.Hash));

    private static NpgsqlBatchCommand Outbox(IReadOnlyList<States.OutboxDraft> rows) => Command("""
        INSERT INTO outbox (topic, customer_key, at, data)
        SELECT topic, customer_key, at, data FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) WITH ORDINALITY AS w (topic, customer_key, at, data, place)
        ORDER BY place
        """, Texts(rows, r => r.Topic), Texts(rows, r => r.CustomerKey), Times(rows, r => r.At), Texts(rows, r => r.Data));

    private static NpgsqlBatchCommand Actions(IReadOnlyList<States.ActionRow> rows) => Command("""
        INSERT INTO actions (customer_key, action_id, workspace, tool, status, evidence, output, begun_at, ended_at)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::timestamptz[])
        ON CONFLICT (customer_key, action_id) DO UPDATE SET tool = excluded.tool, status = excluded.status, evidence = excluded.evidence,
            output = excluded.output, begun_at = excluded.begun_at, ended_at = excluded.ended_at
        """, Texts(rows, r => $"{r.Workspace}/{r.CustomerId}"), Texts(rows, r => r.ActionId), Texts(rows, r => r.Workspace), Texts(rows, r => r.Tool),
        Texts(rows, r => r.Status), Texts(rows, r => r.Evidence), Texts(rows, r => r.Output), Times(rows, r => r.BegunAt), OptionalTimes(rows, r => r.EndedAt));

    private static NpgsqlBatchCommand Keys(IReadOnlyList<States.KeyRow> rows) => Command("""
        INSERT INTO keys (key_hash, customer_key, key_id) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
        ON CONFLICT (key_hash) DO UPDATE SET customer_key = excluded.customer_key, key_id = excluded.key_id
        """, Texts(rows, r => r.KeyHash), Texts(rows, r => $"{r.Workspace}/{r.CustomerId}"), Texts(rows, r => r.KeyId));

    private static NpgsqlBatchCommand Sites(IReadOnlyList<RecordWrite> rows) => Command("""
        INSERT INTO sites (site, customer_key) SELECT * FROM unnest($1::text[], $2::text[])
        ON CONFLICT (site) DO UPDATE SET customer_key = excluded.customer_key
        """, Texts(rows, w => w.Journal.Site), Texts(rows, w => w.GrainKey));

    private static NpgsqlBatchCommand ActivityIds(IReadOnlyList<RecordWrite> rows) => Command(
        "INSERT INTO activity_ids (customer_key, at, hashes) SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::bytea[])",
        Texts(rows, w => w.GrainKey), Times(rows, w => w.Journal.ActivityIds!.At), Bytes(rows, w => w.Journal.ActivityIds!.Hashes));

    private static NpgsqlBatchCommand Trim(IReadOnlyList<RecordWrite> rows) => Command($"""
        DELETE FROM activity_ids WHERE id IN (
            SELECT id FROM (
                SELECT a.id, a.at, w.horizon,
                    sum(length(a.hashes) / 16) OVER (PARTITION BY a.customer_key ORDER BY a.at DESC, a.id DESC) - length(a.hashes) / 16 AS newer
                FROM unnest($1::text[], $2::timestamptz[]) AS w (customer_key, horizon) JOIN activity_ids AS a ON a.customer_key = w.customer_key) AS chunks
            WHERE newer >= {ActivityIdLimits.Count} AND at < horizon)
        """, Texts(rows, w => w.GrainKey), Times(rows, w => w.Journal.ActivityIds!.At - ActivityIdLimits.Age));
}
