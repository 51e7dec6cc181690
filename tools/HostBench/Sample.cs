namespace Aegis.HostBench;

/// <summary>What one run measured, one line of JSON on standard output.</summary>
/// <param name="Baseline">What the value is measured against in the same process, if anything.</param>
public sealed record Sample(string Name, double Value, string Unit, string? Baseline = null, double? BaselineValue = null);
