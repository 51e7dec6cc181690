using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Storage.Sqlite;

/// <summary>One write inside the batch's transaction: first all that can refuse it, then what goes with it, so that a refused write leaves nothing.</summary>
internal static class SqliteWrites
{
    private const int TrimEvery = 64;

    public static WriteVerdict Apply(SqliteSession session, RecordWrite write)
    {
        if (write.NewKey is { } key && HasOtherKey(session, key))
            return new(false, StoredVersion(session, write));
        if (!SaveState(session, write))
            return new(false, StoredVersion(session, write));

        if (write.NewKey is not null)
            session.Prepare("INSERT INTO data_keys (scope, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING").Bind(write.NewKey.Scope).Bind(write.NewKey.Wrapped).Run();
        if (!write.KeepsDue)
            SaveDue(session, write);
        SaveLedger(session, write.Ledger);
        SaveJournal(session, write);
        return new(true, write.Delete ? 0 : write.NextVersion);
    }

    private static bool HasOtherKey(SqliteSession session, NewDataKey key)
    {
        var stored = session.Prepare("SELECT wrapped FROM data_keys WHERE scope = ?").Bind(key.Scope).First(row => row.OptionalBytes() ?? []);
        return stored is not null && !stored.AsSpan().SequenceEqual(key.Wrapped);
    }

    private static long StoredVersion(SqliteSession session, RecordWrite write) =>
        session.Prepare("SELECT version FROM states WHERE grain_key = ? AND grain_type = ? AND state_name = ?")
            .Bind(write.GrainKey).Bind(write.GrainType).Bind(write.StateName).First(row => row.Number());

    private static bool SaveState(SqliteSession session, RecordWrite write)
    {
        if (write is { Delete: true, Version: 0 })
            return StoredVersion(session, write) == 0;
        if (write.Delete)
            return session.Prepare("DELETE FROM states WHERE grain_key = ? AND grain_type = ? AND state_name = ? AND version = ?")
                .Bind(write.GrainKey).Bind(write.GrainType).Bind(write.StateName).Bind(write.Version).Run() == 1;
        if (write.Version == 0)
            return session.Prepare("INSERT INTO states (grain_key, grain_type, state_name, version, json, sealed) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .Bind(write.GrainKey).Bind(write.GrainType).Bind(write.StateName).Bind(write.NextVersion).Bind(write.Json).Bind(write.Sealed).Run() == 1;
        return session.Prepare("UPDATE states SET version = version + 1, json = ?, sealed = ? WHERE grain_key = ? AND grain_type = ? AND state_name = ? AND version = ?")
            .Bind(write.Json).Bind(write.Sealed).Bind(write.GrainKey).Bind(write.GrainType).Bind(write.StateName).Bind(write.Version).Run() == 1;
    }

    private static void SaveDue(SqliteSession session, RecordWrite write)
    {
        if (write.DueAt is { } due)
            session.Prepare("""
                INSERT INTO due (grain_key, grain_type, state_name, shard, due_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET due_at = excluded.due_at, shard = excluded.shard, claimed_until = NULL WHERE due_at <> excluded.due_at
                """).Bind(write.GrainKey).Bind(write.GrainType).Bind(write.StateName).Bind(write.Shard).Bind(Times.ToMicros(due)).Run();
        else if (write.Version > 0)
            session.Prepare("DELETE FROM due WHERE grain_key = ? AND grain_type = ? AND state_name = ?")
                .Bind(write.GrainKey).Bind(write.GrainType).Bind(write.StateName).Run();
    }

    public static IReadOnlyList<DueRow> ClaimDue(SqliteSession session, DateTimeOffset now, DateTimeOffset claimUntil, int limit) =>
        session.Prepare("""
            UPDATE due SET claimed_until = ?2 WHERE (grain_key, grain_type, state_name) IN (
                SELECT grain_key, grain_type, state_name FROM due WHERE due_at <= ?1 AND (claimed_until IS NULL OR claimed_until <= ?1) ORDER BY due_at LIMIT ?3)
            RETURNING grain_type, grain_key, due_at
            """).Bind(Times.ToMicros(now)).Bind(Times.ToMicros(claimUntil)).Bind(limit).Read(row => new DueRow(row.Text(), row.Text(), Times.FromMicros(row.Number())));

    private static void SaveLedger(SqliteSession session, LedgerRow[] rows)
    {
        foreach (var row in rows)
            session.Prepare("INSERT INTO ledger (customer_key, seq, at, kind, actor, action_id, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .Bind($"{row.Workspace}/{row.CustomerId}").Bind(row.Seq).Bind(Times.ToMicros(row.At)).Bind(row.Kind).Bind(row.Actor).Bind(row.ActionId)
                .Bind(row.SealedData).Bind(row.Hash).Run();
    }

    private static void SaveJournal(SqliteSession session, RecordWrite write)
    {
        var journal = write.Journal;
        foreach (var message in journal.Outbox)
            session.Prepare("INSERT INTO outbox (topic, customer_key, at, data) VALUES (?, ?, ?, ?)")
                .Bind(message.Topic).Bind(message.CustomerKey).Bind(Times.ToMicros(message.At)).Bind(message.Data).Run();
        if (journal.Customer is { } customer)
            SqliteCustomers.Save(session, customer, journal.SearchChanged);
        foreach (var action in journal.Actions)
            SaveAction(session, action);
        foreach (var intervention in journal.Interventions)
            SqliteInterventions.Save(session, intervention);
        foreach (var approval in journal.Approvals)
            SqliteApprovals.Save(session, approval);
        foreach (var turn in journal.Turns)
            SqliteFleet.Save(session, turn);
        foreach (var key in journal.Keys)
            session.Prepare("INSERT INTO keys (key_hash, customer_key, key_id) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET customer_key = excluded.customer_key, key_id = excluded.key_id")
                .Bind(key.KeyHash).Bind($"{key.Workspace}/{key.CustomerId}").Bind(key.KeyId).Run();
        if (journal.Site is { } site)
            session.Prepare("INSERT INTO sites (site, customer_key) VALUES (?, ?) ON CONFLICT DO UPDATE SET customer_key = excluded.customer_key")
                .Bind(site).Bind(write.GrainKey).Run();
        if (journal.ActivityIds is { } ids)
            SaveActivityIds(session, write, ids);
        if (journal.Erase)
            SqliteCustomers.Erase(session, write.GrainKey);
    }

    private static void SaveAction(SqliteSession session, ActionRow action) =>
        session.Prepare("""
            INSERT INTO actions (customer_key, action_id, workspace, tool, status, evidence, output, begun_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET tool = excluded.tool, status = excluded.status, evidence = excluded.evidence, output = excluded.output,
                begun_at = excluded.begun_at, ended_at = excluded.ended_at
            """)
            .Bind($"{action.Workspace}/{action.CustomerId}").Bind(action.ActionId).Bind(action.Workspace).Bind(action.Tool).Bind(action.Status)
            .Bind(action.Evidence).Bind(action.Output).Bind(Times.ToMicros(action.BegunAt)).Bind(action.EndedAt is { } ended ? Times.ToMicros(ended) : null).Run();

    private static void SaveActivityIds(SqliteSession session, RecordWrite write, ActivityIdsChunk ids)
    {
        session.Prepare("INSERT INTO activity_ids (customer_key, at, hashes) VALUES (?, ?, ?)").Bind(write.GrainKey).Bind(Times.ToMicros(ids.At)).Bind(ids.Hashes).Run();
        if (write.Version % TrimEvery == TrimEvery - 1)
            session.Prepare("""
                DELETE FROM activity_ids WHERE id IN (
                    SELECT id FROM (
                        SELECT id, at, sum(length(hashes) / 16) OVER (ORDER BY at DESC, id DESC) - length(hashes) / 16 AS newer
                        FROM activity_ids WHERE customer_key = ?)
                    WHERE newer >= ? AND at < ?)
                """).Bind(write.GrainKey).Bind(ActivityIdLimits.Count).Bind(Times.ToMicros(ids.At - ActivityIdLimits.Age)).Run();
    }
}
