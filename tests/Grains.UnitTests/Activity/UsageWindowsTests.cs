using System.Text.Json;
using Aegis.Customers;
using Aegis.Grains.Activity;
using Aegis.Grains.Customers;
using Aegis.Storage.GroupCommit;

namespace Aegis.Grains.UnitTests.Activity;

public sealed class UsageWindowsTests
{
    private static readonly StorageJson Stored = new([CustomerJson.Default]);
    private static readonly DateTimeOffset Noon = new(2026, 6, 15, 12, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(23.9, 1)]
    [InlineData(24, 1)]
    [InlineData(24.6, 0)]
    public void Read_CallOfThatManyHoursAgo_IsInTheLastDayOrNot(double hoursAgo, long expected) =>
        UsageWindows.Read(With((Noon.AddHours(-hoursAgo), 200)), Noon).CallsLast24Hours.ShouldBe(expected);

    [Fact]
    public void Read_NoCallInTheLastDay_TakesTheLastActiveDay()
    {
        var last = Noon.AddDays(-5);
        var state = With((last, 401), (last.AddHours(-2), 200), (last.AddHours(-23), 200), (last.AddHours(-23), 200), (last.AddHours(-30), 500));

        var figures = UsageWindows.Read(state, Noon);

        figures.CallsLast24Hours.ShouldBe(0);
        figures.Active.Calls.ShouldBe(4);
        figures.Active.ErrorRate.ShouldBe(0.25);
        figures.Active.Until.ShouldBe(last);
    }

    [Fact]
    public void Read_CallAFewMinutesAhead_Counts() =>
        UsageWindows.Read(With((Noon.AddMinutes(5), 200)), Noon).CallsLast24Hours.ShouldBe(1);

    [Fact]
    public void Read_OtherOffset_IsCountedInUtc()
    {
        var state = With((new DateTimeOffset(2026, 6, 15, 1, 0, 0, TimeSpan.FromHours(10)), 200));

        state.Days.ShouldHaveSingleItem().At.ShouldBe(new DateOnly(2026, 6, 14).DayNumber);
        state.LastCallAt.ShouldBe(new DateTimeOffset(2026, 6, 14, 15, 0, 0, TimeSpan.Zero));
        state.LastCallAt!.Value.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Count_ManyDays_KeepsTheWindowsSmallAndTheTotalWhole()
    {
        var state = new ActivityState();
        for (var hour = 0; hour < 24 * 60; hour++)
            UsageWindows.Count(state, Noon.AddHours(hour), 200, null);

        state.Hours.Count.ShouldBe(UsageWindows.HoursKept);
        state.Days.Count.ShouldBe(UsageWindows.DaysKept);
        state.TotalCalls.ShouldBe(24 * 60);
        state.Hours.ShouldBe(state.Hours.OrderBy(bucket => bucket.At));
    }

    [Fact]
    public void Count_InAnyOrder_ComesToTheSame()
    {
        var calls = Enumerable.Range(0, 500).Select(i => (Noon.AddMinutes(-i * 97), i % 7 == 0 ? 500 : 200)).ToArray();
        var forward = With(calls);
        var backward = With([.. calls.Reverse()]);
        var shuffled = With([.. calls.OrderBy(call => call.Item1.Minute * 31 % 17)]);

        Json(backward).ShouldBe(Json(forward));
        Json(shuffled).ShouldBe(Json(forward));
    }

    [Fact]
    public void Count_CallThirtyFiveDaysBack_IsInTotalAndDayButNotInTheHours()
    {
        var state = With((Noon, 200), (Noon.AddDays(-35), 200), (Noon.AddDays(-36), 200));

        state.TotalCalls.ShouldBe(3);
        state.Days.Count.ShouldBe(2);
        state.Hours.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(204, 2)]
    [InlineData(301, 3)]
    [InlineData(404, 4)]
    [InlineData(599, 5)]
    public void Count_Status_GoesToItsClass(int status, int statusClass)
    {
        var bucket = With((Noon, status)).Hours[0];

        int[] counts = [bucket.Informational, bucket.Success, bucket.Redirect, bucket.ClientError, bucket.ServerError];
        counts[statusClass - 1].ShouldBe(1);
        counts.Sum().ShouldBe(1);
        bucket.Errors.ShouldBe(statusClass >= 4 ? 1 : 0);
    }

    [Fact]
    public void Count_Reasons_AreBoundedAndOnlyOfErrors()
    {
        var state = new ActivityState();
        UsageWindows.Count(state, Noon, 200, "IGNORED");
        for (var i = 0; i < 30; i++)
            UsageWindows.Count(state, Noon, 401, $"R{i:00}");

        var reasons = UsageWindows.Reasons(state, Noon);

        reasons.Count.ShouldBe(UsageBucket.MaxReasons + 1);
        reasons[UsageBucket.OtherReason].ShouldBe(30 - UsageBucket.MaxReasons);
        reasons.ShouldNotContainKey("IGNORED");
    }

    [Theory]
    [InlineData(24, 20, UsageTrend.Stable)]
    [InlineData(25, 20, UsageTrend.Increasing)]
    [InlineData(16, 20, UsageTrend.Stable)]
    [InlineData(15, 20, UsageTrend.Declining)]
    [InlineData(0, 20, UsageTrend.Declining)]
    [InlineData(500, 19, UsageTrend.Stable)]
    [InlineData(0, 19, UsageTrend.Stable)]
    [InlineData(125, 100, UsageTrend.Increasing)]
    [InlineData(75, 100, UsageTrend.Declining)]
    public void Trend_OfTwoWeeks_NeedsAQuarterAndTwentyCalls(long week, long before, UsageTrend expected) =>
        UsageWindows.TrendOf(week, before).ShouldBe(expected);

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(6, 1, 0)]
    [InlineData(7, 0, 1)]
    [InlineData(13, 0, 1)]
    [InlineData(14, 0, 0)]
    public void Read_DaysAgo_FallInTheirWeek(int daysAgo, long week, long before)
    {
        var figures = UsageWindows.Read(With((Noon.AddDays(-daysAgo), 200)), Noon);

        figures.CallsLast7Days.ShouldBe(week);
        figures.CallsPrevious7Days.ShouldBe(before);
    }

    [Fact]
    public void Window_AsJson_IsShortAndReadBackTheSame()
    {
        var state = With((Noon.AddHours(-3), 302), (Noon, 200), (Noon, 503));
        UsageWindows.Count(state, Noon, 401, "INVALID_KEY");

        var json = Json(state);

        json.ShouldContain($"""[["HTTP_503","INVALID_KEY"],[{UsageWindows.HourOf(Noon) - 3},0,0,0,1],[3,1,1,1,[0,1,1,1]]]""");
        Json(JsonSerializer.Deserialize(json, CustomerJson.Default.ActivityState)!).ShouldBe(json);
    }

    [Fact]
    public void Window_InItsFirstForm_IsReadTheSame()
    {
        var state = With((Noon.AddHours(-1), 200), (Noon, 200));
        UsageWindows.Count(state, Noon, 401, "INVALID_KEY");
        var (hour, day) = (UsageWindows.HourOf(Noon), UsageWindows.DayOf(Noon));

        var read = JsonSerializer.Deserialize(
            $$"""
            {"totalCalls":3,"successes":2,"failures":1,"lastCallAt":"{{Noon:O}}",
             "hours":[[{{hour - 1}},0,1,0,0,0],[{{hour}},0,1,0,1,0,{"INVALID_KEY":1}]],"days":[[{{day}},0,2,0,1,0,{"INVALID_KEY":1}]]}
            """, Stored.Of<ActivityState>())!;

        Json(read).ShouldBe(Json(state));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[7]")]
    [InlineData("""[["A"],[1,2,[0,1],3]]""")]
    public void Window_OfAnotherForm_IsRefused(string window) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize($$"""{"Hours":{{window}}}""", CustomerJson.Default.ActivityState));

    private static ActivityState With(params (DateTimeOffset At, int Status)[] calls)
    {
        var state = new ActivityState();
        foreach (var (at, status) in calls)
            UsageWindows.Count(state, at, status, null);
        return state;
    }

    private static string Json(ActivityState state) => JsonSerializer.Serialize(state, CustomerJson.Default.ActivityState);
}
