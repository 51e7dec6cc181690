using System.Text.Json;
using System.Text.Json.Serialization;
using Aegis.Eval.Running;

namespace Aegis.Eval.Reports;

/// <summary>What an evaluation found.</summary>
/// <param name="Complete">False when it was ended early.</param>
public sealed record EvalReport(string Brain, int Trials, int Seed, DateTimeOffset At, TimeSpan Took, bool Complete, ImmutableArray<ScenarioScore> Scenarios)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public bool Passed => Complete && !Scenarios.IsEmpty && Scenarios.All(s => s.Passed);

    public IEnumerable<(ScenarioScore Scenario, TrialResult Trial)> Failures =>
        Scenarios.SelectMany(s => s.Trials.Where(t => !t.Passed).Select(t => (s, t)));

    public int Faults => Scenarios.Sum(s => s.Trials.Sum(t => t.Faults.Length));

    /// <summary>The mean over the scenarios; null where none was run so often.</summary>
    public double? PassHat(int k) => Scenarios.Select(s => s.PassHat(k)).Where(p => p is not null).Select(p => p!.Value).DefaultIfEmpty(double.NaN).Average() is var mean && !double.IsNaN(mean) ? mean : null;

    public string ToJson() => JsonSerializer.Serialize(new
    {
        brain = Brain,
        k = Trials,
        seed = Seed,
        at = At,
        tookSeconds = Math.Round(Took.TotalSeconds, 1),
        complete = Complete,
        passed = Passed,
        passHat = Enumerable.Range(1, Trials).Select(k => new { k, value = PassHat(k) }),
        procedureFaults = Faults,
        scenarios = Scenarios.Select(s => new
        {
            name = s.Scenario.Name,
            file = s.Scenario.File,
            agents = s.Scenario.Agents,
            adversarial = s.Scenario.Adversarial,
            passed = s.Passed,
            passHat = Enumerable.Range(1, s.Trials.Length).Select(k => new { k, value = s.PassHat(k) }),
            trials = s.Trials.Select(t => new
            {
                trial = t.Trial,
                seed = t.Seed,
                passed = t.Passed,
                tookMs = Math.Round(t.Took.TotalMilliseconds),
                misses = t.Misses.Select(m => new { where = m.Where, message = m.Message }),
                faults = t.Faults.Select(f => new { rule = f.Rule, customer = f.CustomerId, detail = f.Detail }),
            }),
        }),
    }, Json);
}
