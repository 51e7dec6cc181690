namespace Aegis.Embedded;

/// <summary>A named state of one grain.</summary>
public interface IStorage<TState>
{
    TState State { get; set; }
    string? Etag { get; }
    bool RecordExists { get; }

    /// <exception cref="InconsistentStateException">The stored version is not the one that was read.</exception>
    Task WriteStateAsync(CancellationToken cancellationToken = default);
    Task ReadStateAsync(CancellationToken cancellationToken = default);
    Task ClearStateAsync(CancellationToken cancellationToken = default);
}

/// <summary>A state injected by <see cref="PersistentStateAttribute"/>, read before the grain is activated.</summary>
public interface IPersistentState<TState> : IStorage<TState>;

/// <summary>What a storage provider reads into and writes from.</summary>
public interface IGrainState<T>
{
    T State { get; set; }
    string? ETag { get; set; }
    bool RecordExists { get; set; }
}

/// <summary>A plain <see cref="IGrainState{T}"/>.</summary>
public sealed class GrainState<T> : IGrainState<T>
{
    public GrainState() => State = Activator.CreateInstance<T>();
    public T State { get; set; }
    public string? ETag { get; set; }
    public bool RecordExists { get; set; }
}

/// <summary>Stores grain states.</summary>
public interface IGrainStorage
{
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <exception cref="InconsistentStateException">The stored version is not <see cref="IGrainState{T}.ETag"/>.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}

/// <summary>What the host says went wrong; a failure of a grain's storage reaches the grain as one, with the failure inside.</summary>
public class OrleansException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>A write met another version than the one it was based on; the activation is stale and is deactivated.</summary>
public sealed class InconsistentStateException(string message, string? storedEtag = null, string? currentEtag = null, Exception? innerException = null)
    : OrleansException(message, innerException)
{
    public string? StoredEtag { get; } = storedEtag;
    public string? CurrentEtag { get; } = currentEtag;
}
