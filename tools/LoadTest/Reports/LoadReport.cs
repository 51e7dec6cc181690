using System.Text.Json;
using Aegis.LoadTest.Measuring;
using Aegis.LoadTest.Verification;

namespace Aegis.LoadTest.Reports;

/// <summary>All that is known of a run; report.json as it stands.</summary>
/// <param name="Verdict">Null when the run was given up before it was verified, or the grid did not answer.</param>
public sealed record LoadReport(
    string Run, string Url, int Seed, int Customers, double Rate, DateTimeOffset StartedAt, double Seconds, bool EndedEarly,
    Totals Totals, OperationFigures All, ImmutableArray<OperationFigures> Operations,
    ImmutableArray<TroubleCount> Errors, ImmutableArray<TroubleCount> Retries,
    Verdict? Verdict, ImmutableArray<Outcome> Outcomes, ImmutableArray<Sample> Timeline)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Whether every objective was met.</summary>
    public bool Passed => Outcomes.All(o => o.Met);

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <summary>Latencies of one operation in milliseconds, retries and their pauses included.</summary>
public sealed record OperationFigures(string Operation, long Count, double MeanMs, double P50Ms, double P90Ms, double P99Ms, double P999Ms, double MaxMs)
{
    public static OperationFigures Of(string operation, Histogram latencies) => new(
        operation, latencies.Count, latencies.Mean.TotalMilliseconds,
        latencies.Percentile(0.5).TotalMilliseconds, latencies.Percentile(0.9).TotalMilliseconds,
        latencies.Percentile(0.99).TotalMilliseconds, latencies.Percentile(0.999).TotalMilliseconds, latencies.Max.TotalMilliseconds);
}

/// <summary>How often something went wrong in an operation.</summary>
public sealed record TroubleCount(string Operation, string Kind, long Count)
{
    public static ImmutableArray<TroubleCount> Of(IReadOnlyDictionary<Trouble, long> counts) =>
        [.. counts.Select(c => new TroubleCount(c.Key.Operation, c.Key.Kind, c.Value)).OrderByDescending(c => c.Count).ThenBy(c => c.Operation, StringComparer.Ordinal).ThenBy(c => c.Kind, StringComparer.Ordinal)];
}
