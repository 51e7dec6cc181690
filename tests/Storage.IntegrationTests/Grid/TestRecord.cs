namespace Aegis.Storage.IntegrationTests.Grid;

/// <summary>One state of one grain, as an activation holds it.</summary>
public sealed class TestRecord<T>(IGrainStorage storage, GrainId id, string name)
{
    private readonly GrainState<T> _slot = new();

    public T State => _slot.State;
    public string? ETag => _slot.ETag;
    public bool Exists => _slot.RecordExists;

    public Task ReadAsync() => storage.ReadStateAsync(name, id, _slot);

    public Task WriteAsync() => storage.WriteStateAsync(name, id, _slot);

    public Task ClearAsync() => storage.ClearStateAsync(name, id, _slot);
}
