using Aegis.Grains.Customers;
using Aegis.Interventions;

namespace Aegis.Grains.Interventions;

/// <summary>Whether a customer's figures open or end an episode of a type. Asked at every batch of calls, so nothing is allocated while nothing changes.</summary>
public static class EpisodeRules
{
    internal static readonly ImmutableArray<InterventionType> Types = [.. Enum.GetValues<InterventionType>()];

    public static StoredEpisode? OpenOf(CustomerState state, InterventionType type) => Last(state, type, open: true);

    /// <summary>The episode of a type that ended last, or null.</summary>
    public static StoredEpisode? LastClosed(CustomerState state, InterventionType type) => Last(state, type, open: false);

    public static bool Opens(CustomerState state, InterventionType type, in HealthFacts facts) => type switch
    {
        InterventionType.OnboardingCheckIn => CheckInRules.Opens(state, facts),
        InterventionType.ErrorDebugging => ErrorRules.Opens(facts.Usage, LastClosed(state, type)),
        InterventionType.RetentionOutreach => UseRules.RetentionOpens(state.Tier, facts.Usage),
        _ => UseRules.UpsellOpens(state.Tier, facts.Usage),
    };

    public static bool Ends(CustomerState state, StoredEpisode episode, in HealthFacts facts) => episode.Type switch
    {
        InterventionType.OnboardingCheckIn => CheckInRules.Ends(state, facts),
        InterventionType.ErrorDebugging => ErrorRules.Ends(facts.Usage, episode, LastClosed(state, episode.Type)),
        InterventionType.RetentionOutreach => UseRules.RetentionEnds(state.Tier, facts.Usage),
        _ => UseRules.UpsellEnds(state.Tier, facts.Usage),
    };

    private static StoredEpisode? Last(CustomerState state, InterventionType type, bool open)
    {
        for (var i = (state.Episodes?.Count ?? 0) - 1; i >= 0; i--)
            if (state.Episodes![i] is var episode && episode.Type == type && episode.IsOpen == open)
                return episode;
        return null;
    }
}
