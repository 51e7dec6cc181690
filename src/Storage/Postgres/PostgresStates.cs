using Aegis.Storage.Database;
using Npgsql;
using static Aegis.Storage.Postgres.Columns;

namespace Aegis.Storage.Postgres;

/// <summary>The first half of a commit: which writes still hold their version, and the states themselves.</summary>
internal static class PostgresStates
{
    private sealed record Slot(int Index, RecordWrite Write);

    /// <summary>Saves what may be saved and returns, for each write, whether it was.</summary>
    public static async Task<bool[]> SaveAsync(NpgsqlConnection connection, IReadOnlyList<RecordWrite> writes, bool[] refused, CancellationToken cancellationToken)
    {
        var slots = writes.Select((write, i) => new Slot(i, write)).Where(slot => !refused[slot.Index]).ToList();
        var committed = new bool[writes.Count];
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, slots.FindAll(s => s.Write is { Delete: false, Version: > 0 }), Update);
        Add(batch, slots.FindAll(s => s.Write is { Delete: true, Version: > 0 }), Delete);
        Add(batch, slots.FindAll(s => s.Write is { Delete: true, Version: 0 }), Absent);
        var inserts = slots.FindAll(s => s.Write is { Delete: false, Version: 0 });
        Add(batch, inserts, Insert);
        if (batch.BatchCommands.Count > 0)
            await ReadCommittedAsync(batch, inserts, committed, cancellationToken);
        return committed;
    }

    // Every statement answers the places of the writes it took; an insert can only answer their names.
    private static async Task ReadCommittedAsync(NpgsqlBatch batch, List<Slot> inserts, bool[] committed, CancellationToken cancellationToken)
    {
        var places = inserts.ToDictionary(s => (s.Write.GrainKey, s.Write.GrainType, s.Write.StateName), s => s.Index);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        do
        {
            while (await reader.ReadAsync(cancellationToken))
                committed[reader.FieldCount == 1 ? reader.GetInt32(0) : places[(reader.GetString(0), reader.GetString(1), reader.GetString(2))]] = true;
        }
        while (await reader.NextResultAsync(cancellationToken));
    }

    /// <summary>One statement for writes that all change a record; unless every one of them holds its version it fails with <see cref="PostgresErrorCodes.DivisionByZero"/>, and with it the whole transaction.</summary>
    public static NpgsqlBatchCommand UpdateAll(IReadOnlyList<RecordWrite> writes)
    {
        var slots = writes.Select((write, i) => new Slot(i, write)).ToList();
        var update = Update(slots);
        update.CommandText = $"WITH taken AS ({update.CommandText}) SELECT 1 / (count(*) = cardinality($1))::int FROM taken";
        return update;
    }

    /// <summary>The versions stored now, for the writes that were not committed.</summary>
    public static async Task<long[]> VersionsAsync(NpgsqlConnection connection, IReadOnlyList<RecordWrite> lost, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command("""
            SELECT coalesce(s.version, 0)
            FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS w (grain_key, grain_type, state_name, place)
            LEFT JOIN states AS s ON s.grain_key = w.grain_key AND s.grain_type = w.grain_type AND s.state_name = w.state_name
            ORDER BY w.place
            """, Texts(lost, w => w.GrainKey), Texts(lost, w => w.GrainType), Texts(lost, w => w.StateName)));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var versions = new long[lost.Count];
        for (var i = 0; await reader.ReadAsync(cancellationToken); i++)
            versions[i] = reader.GetInt64(0);
        return versions;
    }

    private static void Add(NpgsqlBatch batch, List<Slot> slots, Func<List<Slot>, NpgsqlBatchCommand> command)
    {
        if (slots.Count > 0)
            batch.BatchCommands.Add(command(slots));
    }

    private static NpgsqlBatchCommand Update(List<Slot> slots) => Command("""
        UPDATE states AS s SET version = s.version + 1, json = w.json, sealed = w.sealed
        FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::json[], $7::bytea[])
            AS w (place, grain_key, grain_type, state_name, version, json, sealed)
        WHERE s.grain_key = w.grain_key AND s.grain_type = w.grain_type AND s.state_name = w.state_name AND s.version = w.version
        RETURNING w.place
        """, Places(slots), Keys(slots), Types(slots), Names(slots), Longs(slots, s => s.Write.Version), Json(slots, s => s.Write.Json), Bytes(slots, s => s.Write.Sealed));

    private static NpgsqlBatchCommand Insert(List<Slot> slots) => Command("""
        INSERT INTO states (grain_key, grain_type, state_name, version, json, sealed)
        SELECT grain_key, grain_type, state_name, version, json, sealed
        FROM unnest($1::text[], $2::text[], $3::text[], $4::json[], $5::bytea[], $6::bigint[]) AS w (grain_key, grain_type, state_name, json, sealed, version)
        ON CONFLICT DO NOTHING
        RETURNING grain_key, grain_type, state_name
        """, Keys(slots), Types(slots), Names(slots), Json(slots, s => s.Write.Json), Bytes(slots, s => s.Write.Sealed), Longs(slots, s => s.Write.NextVersion));

    private static NpgsqlBatchCommand Delete(List<Slot> slots) => Command("""
        DELETE FROM states AS s USING unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::bigint[]) AS w (place, grain_key, grain_type, state_name, version)
        WHERE s.grain_key = w.grain_key AND s.grain_type = w.grain_type AND s.state_name = w.state_name AND s.version = w.version
        RETURNING w.place
        """, Places(slots), Keys(slots), Types(slots), Names(slots), Longs(slots, s => s.Write.Version));

    private static NpgsqlBatchCommand Absent(List<Slot> slots) => Command("""
        SELECT w.place FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS w (place, grain_key, grain_type, state_name)
        WHERE NOT EXISTS (
            SELECT 1 FROM states AS s WHERE s.grain_key = w.grain_key AND s.grain_type = w.grain_type AND s.state_name = w.state_name)
        """, Places(slots), Keys(slots), Types(slots), Names(slots));

    private static NpgsqlParameter Places(List<Slot> slots) => Ints(slots, s => s.Index);

    private static NpgsqlParameter Keys(List<Slot> slots) => Texts(slots, s => s.Write.GrainKey);

    private static NpgsqlParameter Types(List<Slot> slots) => Texts(slots, s => s.Write.GrainType);

    private static NpgsqlParameter Names(List<Slot> slots) => Texts(slots, s => s.Write.StateName);
}
