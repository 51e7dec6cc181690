using System.Collections.Concurrent;

namespace Aegis.Hosts.UnitTests.Support;

/// <summary>Grain storage in memory with version checks; states are kept by reference.</summary>
public sealed class MemoryStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), (object State, string ETag)> _records = new();
    private int _reading;

    /// <summary>Awaited by every read: lets a test hold reads back.</summary>
    public Func<string, Task> OnRead { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called by every write: lets a test fail it.</summary>
    public Action<string> OnWrite { get; set; } = _ => { };

    /// <summary>The most reads that were under way at once.</summary>
    public int MostReads { get; private set; }

    public void Put<T>(string stateName, GrainId grainId, T state) => _records[(stateName, grainId)] = (state!, Guid.NewGuid().ToString());

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        MostReads = Math.Max(MostReads, Interlocked.Increment(ref _reading));
        await OnRead(stateName);
        Interlocked.Decrement(ref _reading);
        grainState.RecordExists = _records.TryGetValue((stateName, grainId), out var record);
        if (!grainState.RecordExists)
            return;
        grainState.State = (T)record.State;
        grainState.ETag = record.ETag;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        OnWrite(stateName);
        var stored = _records.TryGetValue((stateName, grainId), out var record) ? record.ETag : null;
        if (stored != grainState.ETag)
            throw new InconsistentStateException($"State '{stateName}' of {grainId} was written by another.", stored, grainState.ETag);
        grainState.ETag = Guid.NewGuid().ToString();
        grainState.RecordExists = true;
        _records[(stateName, grainId)] = (grainState.State!, grainState.ETag);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _records.TryRemove((stateName, grainId), out _);
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }
}
