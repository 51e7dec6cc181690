using Aegis.Customers;
using Aegis.Grains.Activity;

namespace Aegis.Grains.Customers;

/// <summary>Health of the days gone by, judged afresh by today's rules from the windows that are kept.</summary>
public static class HealthHistory
{
    /// <summary>Days that have the two full weeks before them which a trend is read from.</summary>
    public const int Days = UsageWindows.DaysKept - 14;

    public static ImmutableArray<HealthPoint> Of(ActivityState activity, DateTimeOffset createdAt, in HealthFacts now)
    {
        var today = UsageWindows.DayOf(now.Now);
        var points = ImmutableArray.CreateBuilder<HealthPoint>(Days);
        for (var day = Math.Max(today - Days + 1, UsageWindows.DayOf(createdAt)); day < today; day++)
            points.Add(Point(day, HealthRules.Judge(At(activity, day, now.FirstKeyAt))));
        points.Add(Point(today, HealthRules.Judge(now)));
        return points.ToImmutable();
    }

    private static HealthFacts At(ActivityState activity, int day, DateTimeOffset? firstKeyAt) => new(
        UsageWindows.ReadDay(activity, day), UsageWindows.ActiveDays(activity, day),
        firstKeyAt is { } issued && UsageWindows.DayOf(issued) <= day ? issued : null, UsageWindows.EndOf(day));

    private static HealthPoint Point(int day, Health health) => new(DateOnly.FromDayNumber(day), health.Status, health.EngagementScore);
}
