namespace Aegis.Connectors.IntegrationTests;

/// <summary>The system's clock, on which waits of one length are over at once.</summary>
public sealed class SkippingTime(TimeSpan length) : TimeProvider
{
    private int _skipped;

    /// <summary>How many waits of that length there were.</summary>
    public int Skipped => _skipped;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != length)
            return base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref _skipped);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
