using System.Globalization;
using System.Text.Json;

namespace Aegis.Cluster.Chaos;

/// <summary>What was done and how long it was felt; chaos.json as it stands.</summary>
public sealed record ChaosReport(
    string Kind, int Seed, int Silos, int Probes, DateTimeOffset StartedAt, double Seconds, long ProbeCalls, bool EndedEarly, double LimitSeconds, ImmutableArray<DisturbanceFigures> Disturbances)
{
    public const string FileName = "chaos.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The longest; null when there was one without a recovery, or no blow at all.</summary>
    public double? WorstSeconds => Disturbances.Length == 0 || Disturbances.Any(d => d.RecoverySeconds is null) ? null : Disturbances.Max(d => d.RecoverySeconds);

    public bool Passed => WorstSeconds < LimitSeconds;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The report as people read it.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{"at s",8}  {"victim",-10} {"what",-10} {"recovery s",11} {"failed calls",13}";
        foreach (var d in Disturbances)
            yield return string.Create(CultureInfo.InvariantCulture, $"{d.AtSeconds,8:0.0}  {d.Victim,-10} {d.What,-10} {Text(d.RecoverySeconds),11} {d.Failures,13}");
        yield return string.Create(CultureInfo.InvariantCulture, $"longest recovery {Text(WorstSeconds)} s, limit {LimitSeconds:0} s, {ProbeCalls} probe calls: {(Passed ? "passed" : "failed")}");
    }

    private static string Text(double? seconds) => seconds?.ToString("0.0", CultureInfo.InvariantCulture) ?? "none";
}

public sealed record DisturbanceFigures(double AtSeconds, string Victim, string What, double? RecoverySeconds, int Failures)
{
    /// <param name="begun">When the chaos began.</param>
    public static DisturbanceFigures Of(Recovery recovery, TimeSpan begun) => new(
        Math.Round((recovery.Disturbance.At - begun).TotalSeconds, 3), recovery.Disturbance.Victim, recovery.Disturbance.What,
        recovery.Time is { } time ? Math.Round(time.TotalSeconds, 3) : null, recovery.Failures);
}
