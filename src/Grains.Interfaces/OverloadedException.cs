namespace Aegis;

/// <summary>A bounded queue on the way to storage is full and nothing was done; the same call may be made again after <see cref="RetryAfter"/> (HTTP 503).</summary>
public sealed class OverloadedException(string message, TimeSpan retryAfter, Exception? innerException = null)
    : Exception(message, innerException)
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
