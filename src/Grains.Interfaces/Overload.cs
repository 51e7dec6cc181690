namespace Aegis;

/// <summary>How a full queue, wherever it is, tells the edge that nothing was done and when to try again: the exception carries the pause
/// in its <see cref="Exception.Data"/>, which crosses grain calls, and which layers that share no types can set and read.</summary>
public static class Overload
{
    /// <summary>The key in <see cref="Exception.Data"/>; the value is a <see cref="TimeSpan"/>.</summary>
    public const string RetryAfterKey = "aegis.retryAfter";

    /// <summary>After how long the call may be made again; null when the exception, and what caused it, is not of an overload.</summary>
    public static TimeSpan? RetryAfterOf(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception.Data[RetryAfterKey] is TimeSpan pause)
                return pause;
        }

        return null;
    }
}
