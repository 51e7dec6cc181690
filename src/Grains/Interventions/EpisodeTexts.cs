using System.Globalization;
using Aegis.Customers;
using Aegis.Grains.Activity;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Interventions;

namespace Aegis.Grains.Interventions;

/// <summary>Why an episode opened, got worse or ended, and how much it matters; in sentences with their figures.</summary>
internal static class EpisodeTexts
{
    public static InterventionPriority PriorityOf(CustomerState state, InterventionType type, in HealthFacts facts) => type switch
    {
        InterventionType.ErrorDebugging => Judged(state, facts).IsOver15Percent ? InterventionPriority.High : InterventionPriority.Medium,
        InterventionType.RetentionOutreach => state.Tier == Tier.Enterprise ? InterventionPriority.High : InterventionPriority.Medium,
        InterventionType.OnboardingCheckIn => InterventionPriority.Medium,
        _ => InterventionPriority.Low,
    };

    public static string ReasonOf(CustomerState state, InterventionType type, in HealthFacts facts, string? cause) => type switch
    {
        InterventionType.ErrorDebugging => Errors(Judged(state, facts), facts.Usage.Active.Until, cause),
        InterventionType.OnboardingCheckIn => Text($"A key was issued {CheckInRules.OldestActiveKey(state)?.CreatedAt:yyyy-MM-dd HH:mm} UTC, and no call came in the 24 hours since."),
        InterventionType.RetentionOutreach => Text($"Use on {SnakeCase.Of(state.Tier)} is declining: {facts.Usage.CallsLast7Days} calls in the last 7 days, {facts.Usage.CallsPrevious7Days} in the 7 before."),
        _ => Text($"Use on {SnakeCase.Of(state.Tier)} is increasing: {facts.Usage.CallsLast7Days} calls in the last 7 days, {facts.Usage.CallsPrevious7Days} in the 7 before, {facts.Usage.TotalCalls} in all."),
    };

    public static string EndOf(CustomerState state, InterventionType type, in HealthFacts facts) => type switch
    {
        InterventionType.OnboardingCheckIn => CheckInRules.OldestActiveKey(state) is null ? "No key is active any more." : "The first call came.",
        InterventionType.ErrorDebugging => "The calls succeed again.",
        InterventionType.RetentionOutreach => Text($"Use came back: {facts.Usage.CallsLast7Days} calls in the last 7 days, or the plan was changed."),
        _ => "The plan was changed, or use no longer rises.",
    };

    /// <summary>The reason most failed calls of the window give, or null.</summary>
    public static string? CauseOf(ActivityState activity, DateTimeOffset now)
    {
        string? most = null;
        var count = 0L;
        foreach (var (reason, calls) in UsageWindows.Reasons(activity, now))
            if (calls > count)
                (most, count) = (reason, calls);
        return most;
    }

    private static CallCount Judged(CustomerState state, in HealthFacts facts) =>
        ErrorRules.Judged(facts.Usage, EpisodeRules.LastClosed(state, InterventionType.ErrorDebugging));

    private static string Errors(CallCount judged, DateTimeOffset until, string? cause) =>
        Text($"Error rate {100.0 * judged.Errors / Math.Max(1, judged.Calls):0.#} %: {judged.Errors} of {judged.Calls} calls failed in the 24 h up to {until:yyyy-MM-dd HH:mm} UTC")
        + (cause is null ? "." : $", most with {cause}.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
