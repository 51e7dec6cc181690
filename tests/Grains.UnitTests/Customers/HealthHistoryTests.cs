using Aegis.Customers;
using Aegis.Grains.Activity;
using Aegis.Grains.Customers;

namespace Aegis.Grains.UnitTests.Customers;

public sealed class HealthHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_NewCustomer_HasTheDaysSinceItCame()
    {
        var points = History(new ActivityState(), Now.AddDays(-2));

        points.Select(p => p.Day).ShouldBe([new(2026, 5, 18), new(2026, 5, 19), new(2026, 5, 20)]);
        points.ShouldAllBe(p => p.Status == HealthStatus.New && p.EngagementScore == HealthRules.ScoreOfNew);
    }

    [Fact]
    public void Of_OldCustomer_HasThreeWeeksAndToday() => History(new ActivityState(), Now.AddDays(-300)).Length.ShouldBe(HealthHistory.Days);

    [Fact]
    public void Of_SpikeOfErrorsThreeDaysAgo_IsSeenUntilCallsSucceedAgain()
    {
        var activity = new ActivityState();
        AddDay(activity, daysAgo: 4, calls: 20, errors: 0);
        AddDay(activity, daysAgo: 3, calls: 20, errors: 10);
        AddDay(activity, daysAgo: 1, calls: 20, errors: 0);

        var points = History(activity, Now.AddDays(-4));

        points.Select(p => p.Status).ShouldBe(
            [HealthStatus.Healthy, HealthStatus.AtRisk, HealthStatus.AtRisk, HealthStatus.Healthy, HealthStatus.Healthy]);
    }

    [Fact]
    public void Of_KeyUnusedForADay_NeedsAttentionFromThatDayOn()
    {
        var facts = CustomerView.Facts(new CustomerState(), new ActivityState(), Now) with { FirstKeyAt = Now.AddDays(-3) };

        var points = HealthHistory.Of(new ActivityState(), Now.AddDays(-4), facts);

        points.Select(p => p.Status).ShouldBe(
            [HealthStatus.New, HealthStatus.New, HealthStatus.NeedsAttention, HealthStatus.NeedsAttention, HealthStatus.NeedsAttention]);
    }

    [Fact]
    public void Of_Today_IsWhatTheReportSaysNow()
    {
        var activity = new ActivityState();
        AddDay(activity, daysAgo: 0, calls: 12, errors: 3);
        var facts = CustomerView.Facts(new CustomerState(), activity, Now);

        var today = HealthHistory.Of(activity, Now.AddDays(-9), facts)[^1];

        var judged = HealthRules.Judge(facts);
        today.ShouldBe(new(new(2026, 5, 20), judged.Status, judged.EngagementScore));
    }

    private static System.Collections.Immutable.ImmutableArray<HealthPoint> History(ActivityState activity, DateTimeOffset createdAt) =>
        HealthHistory.Of(activity, createdAt, CustomerView.Facts(new CustomerState(), activity, Now));

    private static void AddDay(ActivityState activity, int daysAgo, int calls, int errors)
    {
        for (var call = 0; call < calls; call++)
            UsageWindows.Count(activity, Now.AddDays(-daysAgo), call < errors ? 401 : 200, null);
    }
}
