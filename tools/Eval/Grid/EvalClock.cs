namespace Aegis.Eval.Grid;

/// <summary>A clock that runs on from a day of its own and leaps when a story says that time passes. Timers run in real time; what is due by the clock is found by its rows.</summary>
public sealed class EvalClock(DateTimeOffset start) : TimeProvider
{
    private readonly long _begun = System.GetTimestamp();
    private long _leap;

    public void Leap(TimeSpan by) => Interlocked.Add(ref _leap, by.Ticks);

    public override DateTimeOffset GetUtcNow() => start + Passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Passed.Ticks;

    private TimeSpan Passed => System.GetElapsedTime(_begun) + TimeSpan.FromTicks(Interlocked.Read(ref _leap));
}
