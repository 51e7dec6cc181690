using System.Diagnostics;

namespace Aegis.Bench;

/// <summary>One figure beside the baseline it was measured with in the same run.</summary>
/// <param name="Ratio">Figure / baseline, so that more is better for rates and less is better for times and bytes.</param>
public sealed record Figure(string Scenario, string Name, double Value, string Unit, string? Baseline = null, double? BaselineValue = null)
{
    /// <summary>How busy the machine was when it was measured.</summary>
    public double? LoadAverage { get; } = Load.Average();

    public double? Ratio => BaselineValue is > 0 ? Value / BaselineValue : null;
}

/// <summary>Ways to measure that all scenarios share.</summary>
public static class Measure
{
    /// <summary>Runs <paramref name="callers"/> loops at once until the time is up, and returns completed operations a second.</summary>
    /// <param name="operation">Given the caller's number and its iteration.</param>
    public static async Task<double> RateAsync(int callers, TimeSpan time, Func<int, long, Task> operation)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            long done = 0;
            while (watch.Elapsed < time)
            {
                await operation(caller, done);
                done++;
            }

            return done;
        })));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Times one operation after another.</summary>
    public static async Task<Percentiles> LatencyAsync(int times, Func<int, Task> operation)
    {
        var samples = new double[times];
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await operation(i);
            samples[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return Percentiles.Of(samples);
    }

    public static double Median(double[] samples)
    {
        Array.Sort(samples);
        return samples[samples.Length / 2];
    }

    /// <summary>Bytes of the managed heap after a full collection.</summary>
    public static long Heap()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

/// <summary>Milliseconds.</summary>
public sealed record Percentiles(double P50, double P99, double Max)
{
    public static Percentiles Of(double[] samples)
    {
        Array.Sort(samples);
        return new(samples[samples.Length / 2], samples[(int)(samples.Length * 0.99)], samples[^1]);
    }
}
