namespace Aegis.Eval.Scenarios;

/// <summary>What is wrong with a scenario's file.</summary>
/// <param name="Field">The path of the field, as in steps[2].say.</param>
public sealed record ScenarioFault(string File, int Line, string Field, string Message)
{
    public override string ToString() => $"{File}:{Line}: {(Field.Length == 0 ? "" : $"{Field}: ")}{Message}";
}

/// <summary>The scenarios cannot be used; every fault that was found is named.</summary>
public sealed class ScenarioException(ImmutableArray<ScenarioFault> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public ImmutableArray<ScenarioFault> Faults { get; } = faults;
}
