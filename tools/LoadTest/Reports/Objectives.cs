using Aegis.LoadTest.Verification;

namespace Aegis.LoadTest.Reports;

/// <summary>What a run must not exceed. That nothing acknowledged is lost or repeated always holds.</summary>
/// <param name="MaxErrorRate">Operations given up / operations, 0 to 1.</param>
/// <param name="MaxP99">Of all operations, retries included; null sets no limit.</param>
public sealed record Objectives(double MaxErrorRate, TimeSpan? MaxP99)
{
    /// <param name="verdict">Null when nothing was verified, which is no success.</param>
    public ImmutableArray<Outcome> Judge(long operations, long errors, TimeSpan p99, Verdict? verdict)
    {
        var errorRate = operations == 0 ? 0 : (double)errors / operations;
        var outcomes = ImmutableArray.CreateBuilder<Outcome>();
        outcomes.Add(new("acknowledged and lost", "0", verdict is null ? "not verified" : $"{verdict.Lost}", verdict is { Lost: 0 }));
        outcomes.Add(new("done more than once", "0", verdict is null ? "not verified" : $"{verdict.Repeated}", verdict is { Repeated: 0 }));
        outcomes.Add(new("error rate", $"≤ {MaxErrorRate:0.####%}", $"{errorRate:0.####%} ({errors} of {operations})", operations > 0 && errorRate <= MaxErrorRate));
        if (MaxP99 is { } limit)
            outcomes.Add(new("p99 of all operations", $"≤ {limit.TotalMilliseconds:0.#} ms", $"{p99.TotalMilliseconds:0.#} ms", p99 <= limit));
        return outcomes.ToImmutable();
    }
}

/// <summary>One objective and how the run did.</summary>
public sealed record Outcome(string Objective, string Limit, string Value, bool Met);
