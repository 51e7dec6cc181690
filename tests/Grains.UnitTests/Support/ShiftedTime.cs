namespace Aegis.Grains.UnitTests.Support;

/// <summary>The system's clock with a leap: timers run on in real time, what is read jumps ahead.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _leap;

    public void Leap(TimeSpan by) => Interlocked.Add(ref _leap, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _leap));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => System.GetUtcNow().Ticks + Interlocked.Read(ref _leap);
}
