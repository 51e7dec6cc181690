namespace Aegis.Grains.Sandbox;

/// <summary>Counts calls by the minute, in memory only: a restart forgives.</summary>
public struct RateWindow
{
    private long _minute;
    private int _calls;

    /// <summary>How long to wait, or null when another call is within the limit.</summary>
    public readonly TimeSpan? Wait(int limit, DateTimeOffset now) =>
        MinuteOf(now) == _minute && _calls >= limit
            ? TimeSpan.FromTicks(TimeSpan.TicksPerMinute - now.UtcTicks % TimeSpan.TicksPerMinute)
            : null;

    public void Count(DateTimeOffset now)
    {
        if (MinuteOf(now) is var minute && minute != _minute)
            (_minute, _calls) = (minute, 0);
        _calls++;
    }

    private static long MinuteOf(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;
}
