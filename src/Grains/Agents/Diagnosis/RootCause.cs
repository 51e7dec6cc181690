using Aegis.Activity;
using Aegis.Grains.Activity;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Diagnosis;

/// <summary>Where a cause is known from.</summary>
public enum Evidence
{
    /// <summary>From the customer's recorded calls.</summary>
    Recorded,
    /// <summary>From what the customer has: no call failed that was recorded.</summary>
    State,
    /// <summary>From a key in the message.</summary>
    Pasted,
    /// <summary>From a call of Aegis' own.</summary>
    Measured,
}

/// <summary>One cause with its figures.</summary>
/// <param name="Reason">The recorded reason, the most frequent where several are the same cause.</param>
/// <param name="Healed">Calls have succeeded since, as many as failed or three, with the same key.</param>
public sealed record CauseFigure(
    Cause Cause, string Reason, long Count, DateTimeOffset? LastAt = null, int? Status = null, string? Endpoint = null,
    string? KeyId = null, string? Scheme = null, int SuccessesSince = 0, bool Healed = false);

/// <summary>Why a customer's calls fail: the dominant cause, and what else was seen.</summary>
public sealed record RootCause(CauseFigure Main, ImmutableArray<CauseFigure> Others, Evidence Evidence)
{
    private const int EnoughSuccesses = 3;

    public Cause Cause => Main.Cause;

    /// <summary>Whether there is something to mend now.</summary>
    public bool IsOpen => Main is { Healed: false, Cause: not (Cause.None or Cause.Unexplained) };

    /// <summary>The dominant cause of what was recorded: what is not healed before what is, then by count, then the most recent. Without a failure, what the customer lacks.</summary>
    public static RootCause Of(FailureReport report)
    {
        var causes = report.Failures
            .Select(failure => Figure(failure, report))
            .GroupBy(figure => (figure.Cause, figure.Cause == Cause.Unexplained ? figure.Reason : ""))
            .Select(Merge)
            .OrderBy(figure => figure.Healed).ThenByDescending(figure => figure.Count).ThenByDescending(figure => figure.LastAt).ThenBy(figure => figure.Cause)
            .ToImmutableArray();
        return causes.IsEmpty
            ? new(new(Causes.OfState(report), "", 0), [], Evidence.State)
            : new(causes[0], causes.RemoveAt(0), Evidence.Recorded);
    }

    /// <summary>What the keys and the calls of Aegis' own add: they speak where the recorded calls do not.</summary>
    public RootCause With(KeyFinding? keys, ProbeFinding? probes)
    {
        if (Cause is not (Cause.None or Cause.Unexplained) && !Main.Healed)
            return this;
        if (keys?.Pasted.Select(pasted => pasted.Cause).FirstOrDefault(cause => cause != Cause.None) is { } pastedCause and not Cause.None)
            return Instead(new(pastedCause, "", 0, KeyId: keys.Pasted.First(pasted => pasted.Cause == pastedCause).Known?.Id), Evidence.Pasted);
        return probes?.Probes.FirstOrDefault(probe => probe is { AsDocumented: true, WithWorkingKey: true }) is { Status: { } status }
            ? status switch
            {
                >= 500 => Instead(new(Cause.ProductError, "", 0, Status: status), Evidence.Measured),
                429 => Instead(new(Cause.RateLimited, "", 0, Status: status), Evidence.Measured),
                _ => this,
            }
            : this;
    }

    private RootCause Instead(CauseFigure main, Evidence evidence) => new(main, Main.Count == 0 ? Others : Others.Insert(0, Main), evidence);

    private static CauseFigure Figure(FailureFigure failure, FailureReport report) => new(
        Causes.Of(failure, report), failure.Reason, failure.Count, failure.LastAt, failure.Status, failure.Endpoint, failure.KeyId, failure.Scheme,
        failure.SuccessesSince, failure.SuccessesSince >= Math.Min(failure.Count, EnoughSuccesses) && (failure.KeyId is not null || FailureTraces.NeverSucceeds(failure.Reason)));

    private static CauseFigure Merge(IEnumerable<CauseFigure> same)
    {
        var figures = same.ToArray();
        var latest = figures.MaxBy(figure => figure.LastAt ?? DateTimeOffset.MinValue)!;
        return latest with
        {
            Reason = figures.MaxBy(figure => figure.Count)!.Reason,
            Count = figures.Sum(figure => figure.Count),
            SuccessesSince = figures.Min(figure => figure.SuccessesSince),
            Healed = figures.All(figure => figure.Healed),
        };
    }
}
