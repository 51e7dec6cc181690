namespace Aegis.LoadTest.Traffic;

/// <summary>What became of one request: a status, or the reason why there is none.</summary>
/// <param name="Kind">"connection", "timeout", or the status: "503".</param>
/// <param name="RetryAfter">As the answer asked.</param>
public sealed record Attempt(string Kind, int? Status, TimeSpan? RetryAfter);

/// <summary>Whether and when a request is sent again.</summary>
public static class RetryRules
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>The pause before the next attempt; null when the answer is final or the budget would be spent.</summary>
    /// <param name="failures">Attempts that failed, this one included.</param>
    /// <param name="spent">Since the first attempt began.</param>
    /// <param name="jitter">0 to 1; spreads clients that failed together.</param>
    public static TimeSpan? Pause(Attempt attempt, int failures, TimeSpan spent, TimeSpan budget, double jitter)
    {
        if (!MayPass(attempt))
            return null;
        var backoff = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
        var own = (backoff < LongestPause ? backoff : LongestPause) * (0.5 + jitter / 2);
        // What the server asks for is the least; all who were asked the same shall not come back at the same moment.
        var pause = attempt.RetryAfter is { } asked ? asked + own : own;
        return spent + pause <= budget ? pause : null;
    }

    // 504 and 409 with Retry-After are answers of the API to a repeat under the same Idempotency-Key.
    private static bool MayPass(Attempt attempt) => attempt.Status is null or 429 or 503 or 504 || attempt is { Status: 409, RetryAfter: not null };
}
