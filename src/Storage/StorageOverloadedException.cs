namespace Aegis.Storage;

/// <summary>A bounded queue is full and nothing was done: neither the state nor its journal was taken. The same call may be made again after <see cref="RetryAfter"/>.</summary>
public sealed class StorageOverloadedException(string queue, int limit, TimeSpan retryAfter)
    : Exception($"The queue of {queue} is full ({limit} waiting); try again in {retryAfter.TotalSeconds:0.#} s.")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
