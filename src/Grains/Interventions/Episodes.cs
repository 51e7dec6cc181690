using Aegis.Grains.Activity;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Interventions;

namespace Aegis.Grains.Interventions;

/// <summary>Opens, follows and ends a customer's episodes as its figures say, each change with its ledger entry, row and event, and the command that sends an agent.</summary>
public static class Episodes
{
    /// <summary>Whether the figures change an episode.</summary>
    public static bool IsDue(CustomerState state, ActivityState activity, in HealthFacts facts)
    {
        foreach (var type in EpisodeRules.Types)
        {
            if (EpisodeRules.OpenOf(state, type) is not { } episode)
            {
                if (EpisodeRules.Opens(state, type, facts))
                    return true;
            }
            else if (EpisodeRules.Ends(state, episode, facts) || IsMarkDue(episode, facts) || IsWorse(state, activity, episode, facts))
                return true;
        }

        return false;
    }

    /// <summary>Takes in what the figures say.</summary>
    public static void Record(GrainKey customer, CustomerState state, ActivityState activity, in HealthFacts facts, LeaseClock clock, GridOptions options)
    {
        foreach (var type in EpisodeRules.Types)
        {
            if (EpisodeRules.OpenOf(state, type) is not { } episode)
            {
                if (EpisodeRules.Opens(state, type, facts))
                    Open(customer, state, activity, type, facts, clock, options);
            }
            else if (EpisodeRules.Ends(state, episode, facts))
                Close(customer, state, episode, facts);
            else
                Follow(customer, state, activity, episode, facts, clock, options);
        }
    }

    private static void Open(
        GrainKey customer, CustomerState state, ActivityState activity, InterventionType type, in HealthFacts facts, LeaseClock clock, GridOptions options)
    {
        var cause = type == InterventionType.ErrorDebugging ? EpisodeTexts.CauseOf(activity, facts.Now) : null;
        var errors = ErrorRules.Judged(facts.Usage, EpisodeRules.LastClosed(state, type)).Errors;
        var id = DerivedId.Of("int", customer.ToString(), SnakeCase.Of(type), state.Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var episode = new StoredEpisode(
            id, type, facts.Now, EpisodeTexts.PriorityOf(state, type, facts), InterventionStatus.Acting, EpisodeTexts.ReasonOf(state, type, facts, cause))
        {
            MarkCalls = facts.Usage.TotalCalls,
            MarkErrors = facts.Usage.Failures,
            StartErrors = facts.Usage.Failures - errors,
            SeenErrors = errors,
            Cause = cause,
            Ticket = type == InterventionType.ErrorDebugging ? FailureTickets.ToJoin(state, facts.Now) : null,
        };
        EpisodeLog.Send(customer, state, episode, "episode_opened", "opened", facts.Now, clock, options);
    }

    private static void Close(GrainKey customer, CustomerState state, StoredEpisode episode, in HealthFacts facts)
    {
        var closed = episode with
        {
            ClosedAt = facts.Now,
            ResolvedAt = episode.ResolvedAt ?? facts.Now,
            Status = InterventionStatus.Resolved,
            RetryAt = null,
            SnoozedUntil = null,
            MarkCalls = facts.Usage.TotalCalls,
            MarkErrors = facts.Usage.Failures,
        };
        EpisodeLog.Close(customer, state, closed, EpisodeTexts.EndOf(state, episode.Type, facts), facts.Now);
    }

    private static void Follow(
        GrainKey customer, CustomerState state, ActivityState activity, StoredEpisode episode, in HealthFacts facts, LeaseClock clock, GridOptions options)
    {
        var marked = IsMarkDue(episode, facts) ? episode with { MarkCalls = facts.Usage.TotalCalls, MarkErrors = facts.Usage.Failures } : episode;
        if (IsWorse(state, activity, episode, facts))
        {
            var cause = EpisodeTexts.CauseOf(activity, facts.Now);
            var priority = EpisodeTexts.PriorityOf(state, episode.Type, facts);
            var worse = marked with
            {
                Finding = episode.Finding + 1,
                Attempts = 0,
                Status = InterventionStatus.Acting,
                Priority = priority > episode.Priority ? priority : episode.Priority,
                Reason = EpisodeTexts.ReasonOf(state, episode.Type, facts, cause),
                SeenErrors = facts.Usage.Failures - episode.StartErrors,
                Cause = cause,
            };
            EpisodeLog.Send(customer, state, worse, "episode_worsened", "worsened", facts.Now, clock, options);
        }
        else if (marked != episode)
            EpisodeLog.Put(state, marked);
    }

    private static bool IsMarkDue(StoredEpisode episode, in HealthFacts facts) =>
        episode.Type == InterventionType.ErrorDebugging && ErrorRules.IsMarkReached(facts.Usage, episode);

    private static bool IsWorse(CustomerState state, ActivityState activity, StoredEpisode episode, in HealthFacts facts)
    {
        if (episode.Type != InterventionType.ErrorDebugging || !episode.TakesFindings)
            return false;
        var now = facts.Now;
        return ErrorRules.IsWorse(facts.Usage, episode, EpisodeRules.LastClosed(state, episode.Type), () => EpisodeTexts.CauseOf(activity, now));
    }
}
