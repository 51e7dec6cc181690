namespace Aegis.Cluster.Chaos;

/// <summary>Something that was done to the cluster: a blow, or the victim's coming back, which moves grains too.</summary>
public sealed record Disturbance(TimeSpan At, string Victim, string What);

/// <summary>One call of a probe: a customer's profile read, or a call of its recorded.</summary>
public readonly record struct ProbeCall(int Probe, TimeSpan Begun, TimeSpan Ended, bool Ok);

/// <param name="Recovery">From the disturbance until every probe had an answer again; null when one had none to the end.</param>
/// <param name="Failures">Calls that failed because of it, each without a retry.</param>
public sealed record Recovery(Disturbance Disturbance, TimeSpan? Time, int Failures);

/// <summary>Judges from the probes' calls how long each disturbance was felt.</summary>
public static class Recoveries
{
    /// <summary>
    /// A call that failed belongs to the last disturbance before its end. A probe has recovered with its first good call that
    /// was begun after the disturbance and after the last such failure; the cluster, with its last probe.
    /// </summary>
    public static ImmutableArray<Recovery> Of(IReadOnlyList<Disturbance> disturbances, IEnumerable<ProbeCall> calls)
    {
        var probes = calls.GroupBy(call => call.Probe).Select(probe => probe.OrderBy(call => call.Begun).ToArray()).ToArray();
        return [.. disturbances.Select((disturbance, i) => Judge(disturbance, i + 1 < disturbances.Count ? disturbances[i + 1].At : TimeSpan.MaxValue, probes))];
    }

    private static Recovery Judge(Disturbance disturbance, TimeSpan next, ProbeCall[][] probes)
    {
        var (longest, failures, recovered) = (TimeSpan.Zero, 0, true);
        foreach (var calls in probes)
        {
            var failed = calls.Where(call => !call.Ok && call.Ended > disturbance.At && call.Ended <= next).ToArray();
            failures += failed.Length;
            var from = failed.Length == 0 ? disturbance.At : failed.Max(call => call.Ended);
            var good = calls.FirstOrDefault(call => call.Ok && call.Begun >= from);
            recovered &= good.Ok;
            if (good.Ok && good.Ended - disturbance.At > longest)
                longest = good.Ended - disturbance.At;
        }

        return new(disturbance, recovered ? longest : null, failures);
    }
}
