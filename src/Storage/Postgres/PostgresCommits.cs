using Aegis.Storage.Database;
using Npgsql;
using static Aegis.Storage.Postgres.Columns;

namespace Aegis.Storage.Postgres;

/// <summary>Commits a batch: the states with their version check, then all that goes with those that were taken, in one transaction.</summary>
internal sealed class PostgresCommits(NpgsqlDataSource source)
{
    private const int Attempts = 5;

    public async Task<IReadOnlyList<WriteVerdict>> CommitAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken)
    {
        try
        {
            return await CommitInOrderAsync(writes, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState[..2] is "22" or "23" or "54")
        {
            // Rolled back for certain: each write on its own, so that one bad write fails alone.
            if (writes.Count == 1)
                return [new(false, 0, exception)];
            var verdicts = new List<WriteVerdict>(writes.Count);
            foreach (var write in writes)
                verdicts.AddRange(await CommitAsync([write], cancellationToken));
            return verdicts;
        }
        catch (Exception exception) when (PostgresOutage.Mark(exception))
        {
            throw;
        }
    }

    // Every batch takes its rows in the same order, so that batches of several processes wait for one another instead of locking each other out.
    private async Task<IReadOnlyList<WriteVerdict>> CommitInOrderAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken)
    {
        var order = Enumerable.Range(0, writes.Count).ToArray();
        Array.Sort(order, (x, y) => string.CompareOrdinal(writes[x].GrainKey, writes[y].GrainKey) is not 0 and var byKey ? byKey : x - y);
        var ordered = Array.ConvertAll(order, place => writes[place]);
        var isPlain = Array.TrueForAll(ordered, write => write is { Version: > 0, Delete: false, NewKey: null });
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (isPlain && await TryCommitAtOnceAsync(ordered, cancellationToken) is { } all)
                    return InOrderOf(order, all);
                if (await TryCommitAsync(ordered, cancellationToken) is { } verdicts)
                    return InOrderOf(order, verdicts);
                if (attempt == Attempts)
                    throw new InvalidOperationException($"Another process made the same data keys {Attempts} times in a row.");
            }
            catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure && attempt < Attempts)
            {
                // Rolled back for certain, by no fault of the writes.
            }
        }
    }

    private static WriteVerdict[] InOrderOf(int[] order, IReadOnlyList<WriteVerdict> verdicts)
    {
        var result = new WriteVerdict[order.Length];
        for (var i = 0; i < order.Length; i++)
            result[order[i]] = verdicts[i];
        return result;
    }

    // Most batches change records that nobody else changed: everything in one round trip, which is one transaction. Null when a version was another.
    private async Task<IReadOnlyList<WriteVerdict>?> TryCommitAtOnceAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(PostgresStates.UpdateAll(writes));
        PostgresJournals.Add(batch, writes);
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return [.. writes.Select(write => new WriteVerdict(true, write.NextVersion))];
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DivisionByZero)
        {
            return null;
        }
    }

    // Null when another process made a data key at the same moment: nothing was committed, the next attempt sees that key.
    private async Task<IReadOnlyList<WriteVerdict>?> TryCommitAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var keys = await StoredKeysAsync(connection, writes, cancellationToken);
        var refused = new bool[writes.Count];
        for (var i = 0; i < refused.Length; i++)
            refused[i] = writes[i].NewKey is { } key && keys.TryGetValue(key.Scope, out var stored) && !stored.AsSpan().SequenceEqual(key.Wrapped);

        var committed = await PostgresStates.SaveAsync(connection, writes, refused, cancellationToken);
        var taken = writes.Where((_, i) => committed[i]).ToList();
        if (!await SaveRestAsync(connection, taken, keys, cancellationToken))
            return null;
        var lost = writes.Where((_, i) => !committed[i]).ToList();
        var versions = new Queue<long>(lost.Count == 0 ? [] : await PostgresStates.VersionsAsync(connection, lost, cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return [.. writes.Select((write, i) => committed[i] ? new WriteVerdict(true, write.Delete ? 0 : write.NextVersion) : new(false, versions.Dequeue()))];
    }

    private static async Task<bool> SaveRestAsync(
        NpgsqlConnection connection, List<RecordWrite> taken, Dictionary<string, byte[]> keys, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        var newKeys = taken.Select(w => w.NewKey).OfType<NewDataKey>().DistinctBy(k => k.Scope).Where(k => !keys.ContainsKey(k.Scope)).ToList();
        if (newKeys.Count > 0)
            batch.BatchCommands.Add(Command(
                "INSERT INTO data_keys (scope, wrapped) SELECT * FROM unnest($1::text[], $2::bytea[]) ON CONFLICT DO NOTHING",
                Texts(newKeys, k => k.Scope), Bytes(newKeys, k => k.Wrapped)));
        PostgresJournals.Add(batch, taken);
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellationToken);
        return newKeys.Count == 0 || (int)batch.BatchCommands[0].RecordsAffected == newKeys.Count;
    }

    private static async Task<Dictionary<string, byte[]>> StoredKeysAsync(NpgsqlConnection connection, IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken)
    {
        var scopes = writes.Select(w => w.NewKey?.Scope).OfType<string>().Distinct().ToList();
        if (scopes.Count == 0)
            return [];
        var rows = await PostgresQueries.ReadAsync(
            connection, "SELECT scope, wrapped FROM data_keys WHERE scope = ANY ($1)", row => (Scope: row.Text(), Wrapped: row.OptionalBytes() ?? []), cancellationToken, Texts(scopes, s => s));
        return rows.ToDictionary(row => row.Scope, row => row.Wrapped);
    }
}
