using Aegis.Customers;
using Aegis.Grains.Activity;

namespace Aegis.Grains.Interventions;

/// <summary>When the use of a plan is worth a word: falling on a large one, rising on a small one. Both end well after the trend that opened them, not at its edge.</summary>
public static class UseRules
{
    /// <summary>All calls of a customer before a larger plan is suggested.</summary>
    public const int ManyCalls = 1_000;

    public static bool RetentionOpens(Tier tier, in UsageFigures usage) => IsLarge(tier) && usage.Trend == UsageTrend.Declining;

    /// <summary>The last week came back to 90 % of the one before, or the plan is no longer a large one. Silence is no recovery.</summary>
    public static bool RetentionEnds(Tier tier, in UsageFigures usage) =>
        !IsLarge(tier) || (usage.CallsLast7Days > 0 && usage.CallsLast7Days * 10 >= usage.CallsPrevious7Days * 9);

    public static bool UpsellOpens(Tier tier, in UsageFigures usage) =>
        IsSmall(tier) && usage.TotalCalls > ManyCalls && usage.Trend == UsageTrend.Increasing;

    /// <summary>The plan was changed, or use no longer rises at all.</summary>
    public static bool UpsellEnds(Tier tier, in UsageFigures usage) => !IsSmall(tier) || usage.CallsLast7Days <= usage.CallsPrevious7Days;

    private static bool IsLarge(Tier tier) => tier is Tier.Pro or Tier.Enterprise;

    private static bool IsSmall(Tier tier) => tier is Tier.Trial or Tier.Starter;
}
