using Aegis.Embedded.Runtime;

namespace Aegis.Embedded.State;

/// <summary>A persistent state; what the grain sees and what its storage fills is one object.</summary>
internal sealed class PersistentState<TState> : StateSlot, IPersistentState<TState>, IGrainState<TState>
{
    private readonly Activation _activation;
    private readonly string _name;
    private readonly IGrainStorage _storage;

    private PersistentState(Activation activation, string name, IGrainStorage storage)
    {
        _activation = activation;
        _name = name;
        _storage = storage;
        State = Activator.CreateInstance<TState>();
    }

    public TState State { get; set; }

    public string? Etag => ETag;

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }

    public static PersistentState<TState> Attach(Activation activation, string name, IGrainStorage storage)
    {
        var state = new PersistentState<TState>(activation, name, storage) { Next = activation.States };
        activation.States = state;
        return state;
    }

    public override Task ReadAsync() => Guard(static s => s._storage.ReadStateAsync(s._name, s._activation.GrainId, s));

    public Task ReadStateAsync(CancellationToken cancellationToken = default) => ReadAsync();

    public Task WriteStateAsync(CancellationToken cancellationToken = default) =>
        Guard(static s => s._storage.WriteStateAsync(s._name, s._activation.GrainId, s));

    public Task ClearStateAsync(CancellationToken cancellationToken = default) =>
        Guard(static s => s._storage.ClearStateAsync(s._name, s._activation.GrainId, s));

    private async Task Guard(Func<PersistentState<TState>, Task> use)
    {
        try
        {
            await use(this);
        }
        catch (InconsistentStateException)
        {
            _activation.Deactivate(new(DeactivationReasonCode.ApplicationError, $"State '{_name}' met another version in storage."));
            throw;
        }
        catch (Exception failure) when (failure is not OrleansException)
        {
            throw new OrleansException($"The storage of state '{_name}' of {_activation.GrainId} failed: {failure.Message}", failure);
        }
    }
}
