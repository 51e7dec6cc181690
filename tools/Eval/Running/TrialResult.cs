using Aegis.Eval.Procedure;

namespace Aegis.Eval.Running;

/// <summary>An expectation of the scenario that was not met.</summary>
/// <param name="Where">"file:line" of what was expected.</param>
public sealed record Miss(string Where, string Message)
{
    public override string ToString() => $"{Where}: {Message}";
}

/// <summary>What one run of a scenario came to.</summary>
/// <param name="Misses">Expectations not met.</param>
/// <param name="Faults">What went wrong on the way, whatever came of it in the end.</param>
public sealed record TrialResult(string Scenario, int Trial, int Seed, ImmutableArray<Miss> Misses, ImmutableArray<ProcedureFault> Faults, TimeSpan Took)
{
    public bool Passed => Misses.IsEmpty && Faults.IsEmpty;
}
