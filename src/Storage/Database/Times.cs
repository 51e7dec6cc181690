namespace Aegis.Storage.Database;

/// <summary>Points in time as they are stored: UTC, in microseconds, which is what both databases keep exactly.</summary>
internal static class Times
{
    public static long ToMicros(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicros(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    /// <summary>The beginning of a UTC day, and that of the next.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) OfDay(DateOnly day) =>
        (new(day, TimeOnly.MinValue, TimeSpan.Zero), day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : new(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero));

    public static DateTimeOffset Truncate(DateTimeOffset at) => FromMicros(ToMicros(at));
}
