using Aegis.Customers;
using Aegis.Grains.Activity;
using Aegis.Grains.Interventions;

namespace Aegis.Grains.UnitTests.Interventions;

public sealed class UseRulesTests
{
    [Theory]
    [InlineData(Tier.Pro, 75, 100, true)]
    [InlineData(Tier.Enterprise, 0, 20, true)]
    [InlineData(Tier.Pro, 76, 100, false)]
    [InlineData(Tier.Starter, 10, 100, false)]
    [InlineData(Tier.Pro, 0, 19, false)]
    public void Retention_OpensOnDecliningUseOfALargePlan(Tier tier, long week, long before, bool opens) =>
        UseRules.RetentionOpens(tier, Usage(week, before)).ShouldBe(opens);

    [Theory]
    [InlineData(Tier.Pro, 89, 100, false)]
    [InlineData(Tier.Pro, 90, 100, true)]
    [InlineData(Tier.Pro, 0, 0, false)]
    [InlineData(Tier.Starter, 10, 100, true)]
    public void Retention_EndsWhenUseCameBack(Tier tier, long week, long before, bool ends) =>
        UseRules.RetentionEnds(tier, Usage(week, before)).ShouldBe(ends);

    [Theory]
    [InlineData(Tier.Trial, 125, 100, 1001, true)]
    [InlineData(Tier.Starter, 125, 100, 1000, false)]
    [InlineData(Tier.Starter, 124, 100, 5000, false)]
    [InlineData(Tier.Pro, 200, 100, 5000, false)]
    public void Upsell_OpensOnRisingUseOfASmallPlan(Tier tier, long week, long before, long total, bool opens) =>
        UseRules.UpsellOpens(tier, Usage(week, before, total)).ShouldBe(opens);

    [Theory]
    [InlineData(Tier.Starter, 101, 100, false)]
    [InlineData(Tier.Starter, 100, 100, true)]
    [InlineData(Tier.Pro, 200, 100, true)]
    public void Upsell_EndsWhenUseNoLongerRises(Tier tier, long week, long before, bool ends) =>
        UseRules.UpsellEnds(tier, Usage(week, before, 5000)).ShouldBe(ends);

    private static UsageFigures Usage(long week, long before, long total = 5000) =>
        new(0, 0, new(0, 0, default), week, before, UsageWindows.TrendOf(week, before), total, total, null);
}
