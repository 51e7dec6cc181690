namespace Aegis.LoadTest.Measuring;

/// <summary>One interval of the run, a second or so.</summary>
/// <param name="At">Seconds since the start, at the interval's end.</param>
/// <param name="Customers">Signed up until then.</param>
/// <param name="P50Ms">Of the operations that ended in the interval; null when none did.</param>
public sealed record Sample(double At, long Customers, double RequestsPerSecond, double EventsPerSecond, long Errors, long Retries, double? P50Ms, double? P99Ms);

/// <summary>Turns the meter's counts into one sample an interval.</summary>
public sealed class Timeline(Meter meter, TimeProvider time)
{
    private readonly long _begun = time.GetTimestamp();
    private readonly List<Sample> _samples = [];
    private Totals _last = new(0, 0, 0, 0, 0);
    private TimeSpan _lastAt;

    public IReadOnlyList<Sample> Samples => _samples;

    public TimeSpan Elapsed => time.GetElapsedTime(_begun);

    /// <summary>Closes the interval since the last call.</summary>
    public Sample Next()
    {
        var (at, now, latencies) = (Elapsed, meter.Totals, meter.TakeRecent());
        var seconds = Math.Max((at - _lastAt).TotalSeconds, 0.001);
        var sample = new Sample(
            at.TotalSeconds, now.Customers, (now.Requests - _last.Requests) / seconds, (now.Events - _last.Events) / seconds,
            now.Errors - _last.Errors, now.Retries - _last.Retries,
            MillisecondsAt(latencies, 0.5), MillisecondsAt(latencies, 0.99));
        (_lastAt, _last) = (at, now);
        _samples.Add(sample);
        return sample;
    }

    private static double? MillisecondsAt(Histogram latencies, double part) => latencies.Count == 0 ? null : latencies.Percentile(part).TotalMilliseconds;
}
