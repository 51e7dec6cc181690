using Aegis.Customers;
using Aegis.Grains.Activity;
using Aegis.Grains.Customers;

namespace Aegis.Grains.UnitTests.Customers;

public sealed class HealthRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(9, 9, HealthStatus.NeedsAttention)]
    [InlineData(9, 8, HealthStatus.Healthy)]
    [InlineData(2, 2, HealthStatus.Healthy)]
    [InlineData(10, 1, HealthStatus.Healthy)]
    [InlineData(10, 2, HealthStatus.AtRisk)]
    [InlineData(20, 2, HealthStatus.Healthy)]
    [InlineData(20, 3, HealthStatus.NeedsAttention)]
    [InlineData(100, 11, HealthStatus.NeedsAttention)]
    [InlineData(100, 15, HealthStatus.NeedsAttention)]
    [InlineData(100, 16, HealthStatus.AtRisk)]
    public void Judge_ErrorsInTheWindow_HaveTheirThresholds(int calls, int errors, HealthStatus expected) =>
        Judge(calls, errors).Status.ShouldBe(expected);

    [Fact]
    public void Judge_Errors_AreNamedWithTheirFigures() =>
        Judge(20, 3).RiskFactors.ShouldHaveSingleItem()
            .ShouldBe("Error rate 15 %: 3 of 20 calls failed in the 24 h up to 2026-06-15 12:30 UTC.");

    [Fact]
    public void Judge_DecliningUse_NeedsAttentionAndWithErrorsIsAtRisk()
    {
        Judge(20, 0, UsageTrend.Declining).Status.ShouldBe(HealthStatus.NeedsAttention);
        var both = Judge(20, 3, UsageTrend.Declining);
        both.Status.ShouldBe(HealthStatus.AtRisk);
        both.RiskFactors.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(6.9, HealthStatus.Healthy)]
    [InlineData(7, HealthStatus.NeedsAttention)]
    [InlineData(13.9, HealthStatus.NeedsAttention)]
    [InlineData(14, HealthStatus.AtRisk)]
    public void Judge_Silence_HasItsThresholds(double days, HealthStatus expected) =>
        Judge(20, 0, lastCallAt: Now.AddDays(-days)).Status.ShouldBe(expected);

    [Fact]
    public void Judge_NoCallYet_IsNewUntilAKeyLiesUnusedForADay()
    {
        Never(null).Status.ShouldBe(HealthStatus.New);
        Never(Now.AddHours(-23.9)).Status.ShouldBe(HealthStatus.New);
        var unused = Never(Now.AddHours(-25));
        unused.Status.ShouldBe(HealthStatus.NeedsAttention);
        unused.RiskFactors.ShouldHaveSingleItem().ShouldContain("25 hours ago");
        unused.EngagementScore.ShouldBe(HealthRules.ScoreOfNew);
    }

    [Fact]
    public void Judge_Score_LiesBetweenNothingAndAHundred()
    {
        Judge(1000, 0, UsageTrend.Increasing, activeDays: 7).EngagementScore.ShouldBe(100);
        Judge(1000, 1000, UsageTrend.Declining, lastCallAt: Now.AddDays(-30), activeDays: 0).EngagementScore.ShouldBe(0);
        Judge(1000, 0, activeDays: 3).EngagementScore.ShouldBeGreaterThan(Judge(1000, 100, activeDays: 3).EngagementScore);
    }

    [Theory]
    [InlineData(0, 0, false, Stage.New, Stage.New)]
    [InlineData(1, 100, false, Stage.ApiKeysGenerated, Stage.FirstApiCall)]
    [InlineData(9, 0, false, Stage.FirstApiCall, Stage.FirstApiCall)]
    [InlineData(10, 0, false, Stage.FirstApiCall, Stage.IntegrationValidated)]
    [InlineData(10, 1, false, Stage.New, Stage.IntegrationValidated)]
    [InlineData(10, 2, false, Stage.FirstApiCall, Stage.FirstApiCall)]
    [InlineData(99, 0, true, Stage.FirstApiCall, Stage.IntegrationValidated)]
    [InlineData(100, 0, false, Stage.FirstApiCall, Stage.IntegrationValidated)]
    [InlineData(100, 0, true, Stage.FirstApiCall, Stage.ProductionReady)]
    [InlineData(0, 0, false, Stage.ProductionReady, Stage.ProductionReady)]
    public void Stage_OfCalls_OnlyMovesForward(long successes, long errors, bool live, Stage current, Stage expected)
    {
        var usage = Usage(successes + errors, errors) with { Successes = successes };

        StageRules.Judge(current, usage, live).ShouldBe(expected);
    }

    private static Health Judge(long calls, long errors, UsageTrend trend = UsageTrend.Stable, DateTimeOffset? lastCallAt = null, int activeDays = 1) =>
        HealthRules.Judge(new(Usage(calls, errors) with { Trend = trend, LastCallAt = lastCallAt ?? Now }, activeDays, Now.AddDays(-40), Now));

    private static Health Never(DateTimeOffset? firstKeyAt) =>
        HealthRules.Judge(new(new UsageFigures(0, 0, new(0, 0, Now), 0, 0, UsageTrend.Stable, 0, 0, null), 0, firstKeyAt, Now));

    private static UsageFigures Usage(long calls, long errors) =>
        new(calls, errors, new ActiveWindow(calls, errors, Now), calls, calls, UsageTrend.Stable, calls, calls - errors, Now);
}
