using System.Globalization;
using Aegis.Storage.Database;
using Aegis.Storage.Sealing;
using Aegis.Storage.States;

namespace Aegis.Storage.GroupCommit;

/// <summary>The one provider of grain state: concurrent writes share a transaction, concurrent first reads a round trip, and a write is acknowledged after its commit.</summary>
/// <remarks>When the database throws, every write of the batch fails with that exception and its outcome is unknown: callers deactivate.</remarks>
public sealed class GroupCommitGrainStorage : IGrainStorage
{
    private readonly IGridDatabase _database;
    private readonly ISealer _sealer;
    private readonly WriteBuilder _builder;
    private readonly PendingKeys _pending;
    private readonly StorageMeter _meter;
    private readonly OutboxSignal _outbox;
    private readonly BatchQueue<RecordWrite, WriteVerdict> _writes;
    private readonly BatchQueue<RecordRead, StoredRecord?> _reads;

    /// <param name="scheduler">Where batches are gathered and committed: the thread pool's, or a simulator's.</param>
    public GroupCommitGrainStorage(
        IGridDatabase database, ISealer sealer, IEntropy entropy, StorageJson json, StorageLimits limits, StorageMeter meter, OutboxSignal outbox, TaskScheduler scheduler)
    {
        (_database, _sealer, _meter, _outbox) = (database, sealer, meter, outbox);
        _builder = new(sealer, json, entropy);
        _pending = new(sealer);
        _writes = new("writes", limits, scheduler, new WriteRule(), meter, CommitAsync);
        _reads = new("reads", limits, scheduler, new ReadRule(), meter, reads => _database.ReadAsync(reads, CancellationToken.None));
    }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _reads.EnsureRoom();
        var record = Record<T>(stateName, grainId);
        var stored = await _reads.EnqueueAsync(record);
        var key = record.KeyScope is { } scope ? KeyOf(scope, stored?.WrappedKey) : null;
        var exists = stored is { Version: > 0 };
        Set(grainState, exists ? _builder.Restore<T>(record, stored!, key) : Activator.CreateInstance<T>(), key);
        grainState.ETag = exists ? ETag(stored!.Version) : null;
        grainState.RecordExists = exists;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = await CommitAsync(stateName, grainId, grainState, delete: false);
        grainState.ETag = ETag(version);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await CommitAsync(stateName, grainId, grainState, delete: true);
        Set(grainState, Activator.CreateInstance<T>(), (grainState.State as SealedGridState)?.Key);
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private async Task<long> CommitAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, bool delete)
    {
        _writes.EnsureRoom();
        var state = grainState.State;
        var version = grainState.ETag is { } etag ? long.Parse(etag, CultureInfo.InvariantCulture) : 0;
        var write = _builder.Build(Record<T>(stateName, grainId), version, state, delete);
        var verdict = await _writes.EnqueueAsync(write);
        if (write.NewKey is { Scope: var scope } && (!verdict.Committed || write.Journal.Erase))
            _pending.Forget(scope);
        if (verdict.Failure is not null)
            throw new StorageRefusedException($"{stateName} of {grainId} cannot be stored.", verdict.Failure);
        if (!verdict.Committed)
            throw new InconsistentStateException(
                $"{stateName} of {grainId} was written elsewhere: version {verdict.Version} is stored, this write was based on {version}, or its data key is another.",
                ETag(verdict.Version), grainState.ETag, null);
        (state as GridState)?.Stored(write.DueAt);
        if (state is SealedGridState { Key: { } key } sealedState)
        {
            key.Stored |= write.NewKey is not null;
            if (write.Journal.Erase)
                sealedState.Key = null;
        }

        return verdict.Version;
    }

    private async Task<IReadOnlyList<WriteVerdict>> CommitAsync(IReadOnlyList<RecordWrite> writes)
    {
        var started = _meter.Start();
        try
        {
            var verdicts = await _database.CommitAsync(writes, CancellationToken.None);
            _meter.Committed(started, writes.Count, verdicts.Count(v => !v.Committed));
            if (writes.Any(w => w.Journal.Outbox.Length > 0))
                _outbox.Raise();
            return verdicts;
        }
        catch
        {
            _meter.Failed();
            throw;
        }
    }

    private DataKey? KeyOf(string scope, byte[]? wrapped)
    {
        if (wrapped is null)
            return _pending.Of(scope);
        return wrapped.Length == 0 ? null : _sealer.Unwrap(wrapped);
    }

    private static RecordRead Record<T>(string stateName, GrainId grainId)
    {
        var key = grainId.Key.ToString()!;
        return new(grainId.Type.ToString()!, key, stateName, StateShape<T>.KeyScope(key));
    }

    private static void Set<T>(IGrainState<T> grainState, T state, DataKey? key)
    {
        if (state is SealedGridState sealedState)
            sealedState.Key = key;
        grainState.State = state;
    }

    private static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);
}
