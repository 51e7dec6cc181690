using System.Runtime.InteropServices;
using Aegis.Customers;

namespace Aegis.Grains.Activity;

/// <summary>Folds calls into the hourly and daily windows and reads figures out of them.</summary>
public static class UsageWindows
{
    public const int HoursKept = 48;

    /// <summary>"The last 24 h" are the current UTC hour and the 24 before: never less than 24 h, at most an hour more.</summary>
    public const int HoursBack = 24;

    /// <summary>The 35 days an event may lie back, and the day it is now.</summary>
    public const int DaysKept = 36;

    /// <summary>Calls the earlier week needs before a trend is read from it.</summary>
    public const int TrendMinimum = 20;

    /// <summary>Counts one call. Repeated for every event of a batch: no allocation but for a new bucket.</summary>
    public static void Count(ActivityState state, DateTimeOffset at, int status, string? reason)
    {
        state.TotalCalls++;
        if (status is >= 200 and < 300)
            state.Successes++;
        else if (status >= 400)
            state.Failures++;
        if (state.LastCallAt is not { } last || at > last)
            state.LastCallAt = at.ToUniversalTime();
        CountIn(state.Hours, HourOf(at), HoursKept, status, reason);
        CountIn(state.Days, DayOf(at), DaysKept, status, reason);
    }

    /// <summary>The figures as of now.</summary>
    public static UsageFigures Read(ActivityState state, DateTimeOffset now)
    {
        var (calls, errors) = Sum(state.Hours, HourOf(now) - HoursBack, int.MaxValue);
        var active = new ActiveWindow(calls, errors, now);
        if (calls == 0 && state is { LastCallAt: { } last, Hours.Count: > 0 })
        {
            var end = state.Hours[^1].At;
            var (lastCalls, lastErrors) = Sum(state.Hours, end - HoursBack, end);
            active = new(lastCalls, lastErrors, last);
        }

        var today = DayOf(now);
        var (week, _) = Sum(state.Days, today - 6, int.MaxValue);
        var (before, _) = Sum(state.Days, today - 13, today - 7);
        return new(calls, errors, active, week, before, TrendOf(week, before), state.TotalCalls, state.Successes, state.LastCallAt, state.Failures);
    }

    /// <summary>The figures as of the end of a day before today, from the daily windows alone: the error rate is that of the last day with a call.</summary>
    public static UsageFigures ReadDay(ActivityState state, int day)
    {
        var (calls, errors) = Sum(state.Days, day, day);
        var (week, _) = Sum(state.Days, day - 6, day);
        var (before, _) = Sum(state.Days, day - 13, day - 7);
        var last = state.Days.FindLast(d => d.At <= day);
        var lastAt = last.Calls == 0 ? default(DateTimeOffset?) : EndOf(last.At);
        return new(calls, errors, new(last.Calls, last.Errors, lastAt ?? EndOf(day)), week, before, TrendOf(week, before), last.Calls, last.Calls - last.Errors, lastAt);
    }

    /// <summary>How many of the 7 days up to a day saw a call.</summary>
    public static int ActiveDays(ActivityState state, int day) => state.Days.Count(d => d.At > day - 7 && d.At <= day);

    /// <summary>The last moment of a day.</summary>
    public static DateTimeOffset EndOf(int day) => new(DateOnly.FromDayNumber(day).AddDays(1).ToDateTime(TimeOnly.MinValue).AddTicks(-1), TimeSpan.Zero);

    /// <summary>Failed calls by reason, over the same 24 hours as the error rate.</summary>
    public static ImmutableSortedDictionary<string, long> Reasons(ActivityState state, DateTimeOffset now)
    {
        var from = HourOf(now) - HoursBack;
        if (state.Hours.Count > 0 && state.Hours[^1].At < from)
            from = state.Hours[^1].At - HoursBack;
        var reasons = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (ref readonly var bucket in CollectionsMarshal.AsSpan(state.Hours))
            if (bucket.At >= from)
                foreach (var counted in bucket.Reasons.AsSpan())
                    reasons[counted.Reason] = reasons.GetValueOrDefault(counted.Reason) + counted.Count;
        return reasons.ToImmutable();
    }

    /// <summary>How many of the 7 days up to now saw a call.</summary>
    public static int ActiveDays(ActivityState state, DateTimeOffset now)
    {
        var from = DayOf(now) - 6;
        var days = 0;
        foreach (ref readonly var bucket in CollectionsMarshal.AsSpan(state.Days))
            if (bucket.At >= from)
                days++;
        return days;
    }

    public static UsageTrend TrendOf(long week, long weekBefore)
    {
        if (weekBefore < TrendMinimum)
            return UsageTrend.Stable;
        // In integers, so that exactly a quarter more or less counts.
        return week * 4 >= weekBefore * 5 ? UsageTrend.Increasing
            : week * 4 <= weekBefore * 3 ? UsageTrend.Declining
            : UsageTrend.Stable;
    }

    public static int HourOf(DateTimeOffset at) => (int)(at.UtcTicks / TimeSpan.TicksPerHour);

    /// <summary>The day's <see cref="DateOnly.DayNumber"/>.</summary>
    public static int DayOf(DateTimeOffset at) => (int)(at.UtcTicks / TimeSpan.TicksPerDay);

    private static void CountIn(List<UsageBucket> buckets, int at, int kept, int status, string? reason)
    {
        var i = buckets.Count - 1;
        while (i >= 0 && buckets[i].At > at)
            i--;
        if (i < 0 || buckets[i].At != at)
        {
            if (buckets.Count > 0 && at <= buckets[^1].At - kept)
                return;
            buckets.Insert(++i, new UsageBucket(at));
            i -= DropOlderThan(buckets, buckets[^1].At - kept);
        }

        CollectionsMarshal.AsSpan(buckets)[i].Count(status, reason);
    }

    private static int DropOlderThan(List<UsageBucket> buckets, int at)
    {
        var dropped = 0;
        while (buckets[dropped].At <= at)
            dropped++;
        if (dropped > 0)
            buckets.RemoveRange(0, dropped);
        return dropped;
    }

    private static (long Calls, long Errors) Sum(List<UsageBucket> buckets, int from, int to)
    {
        long calls = 0, errors = 0;
        foreach (ref readonly var bucket in CollectionsMarshal.AsSpan(buckets))
        {
            if (bucket.At < from || bucket.At > to)
                continue;
            calls += bucket.Calls;
            errors += bucket.Errors;
        }

        return (calls, errors);
    }
}

/// <summary>The 24 hours an error rate is read from: the last ones, or the last active ones when those saw no call.</summary>
/// <param name="Until">Now, or the last call.</param>
public readonly record struct ActiveWindow(long Calls, long Errors, DateTimeOffset Until)
{
    /// <summary>0 to 1.</summary>
    public double ErrorRate => Calls == 0 ? 0 : (double)Errors / Calls;
}

/// <summary>What the windows say as of one moment.</summary>
public readonly record struct UsageFigures(
    long CallsLast24Hours, long ErrorsLast24Hours, ActiveWindow Active,
    long CallsLast7Days, long CallsPrevious7Days, UsageTrend Trend,
    long TotalCalls, long Successes, DateTimeOffset? LastCallAt, long Failures = 0);
