namespace Aegis.Storage;

/// <summary>A bounded queue is full and nothing was done: neither the state nor its journal was taken. The same call may be made again after <see cref="RetryAfter"/>.</summary>
public sealed class StorageOverloadedException : Exception
{
    // Read at the edge, which does not see this type.
    private const string RetryAfterKey = "aegis.retryAfter";

    public StorageOverloadedException(string queue, int limit, TimeSpan retryAfter)
        : base($"The queue of {queue} is full ({limit} waiting); try again in {retryAfter.TotalSeconds:0.#} s.") =>
        Data[RetryAfterKey] = RetryAfter = retryAfter;

    public TimeSpan RetryAfter { get; }
}
