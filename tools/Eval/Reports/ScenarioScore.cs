using Aegis.Eval.Running;
using Aegis.Eval.Scenarios;

namespace Aegis.Eval.Reports;

/// <summary>What all trials of a scenario came to.</summary>
public sealed record ScenarioScore(Scenario Scenario, ImmutableArray<TrialResult> Trials)
{
    public int Passes => Trials.Count(t => t.Passed);

    public bool Passed => !Trials.IsEmpty && Passes == Trials.Length;

    /// <summary>The chance that <paramref name="k"/> trials in a row pass, estimated without bias from the trials that were run; null for more than were run.</summary>
    public double? PassHat(int k) => k < 1 || k > Trials.Length ? null : Choose(Passes, k) / Choose(Trials.Length, k);

    private static double Choose(int of, int k)
    {
        var ways = 1.0;
        for (var i = 0; i < k; i++)
            ways *= (double)(of - i) / (k - i);
        return Math.Max(0, ways);
    }
}
