using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Interventions;
using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Grains.Interventions;

/// <summary>Keeps episodes in the customer's state and writes each change to ledger, list and events, in the customer's commit.</summary>
internal static class EpisodeLog
{
    public const string Topic = "intervention";

    /// <summary>Closed episodes remembered.</summary>
    private const int ClosedKept = 8;

    /// <summary>Has an agent look into the newest finding; until it did, the episode is due.</summary>
    public static void Send(
        GrainKey customer, CustomerState state, StoredEpisode episode, string kind, string change, DateTimeOffset now, LeaseClock clock, GridOptions options)
    {
        var sent = episode with
        {
            Status = InterventionStatus.Acting, Attempts = episode.Attempts + 1, RetryAt = now + options.WorkflowLease, Holder = clock.Holder,
        };
        Write(customer, state, sent, kind, change, Progress.Aegis, now, ("reason", sent.Reason));
        state.Journal.Send(new OutboxDraft(Commands.Intervene, customer.ToString(), now, JsonText.Object(("episodeId", sent.Id), ("finding", sent.Finding))));
    }

    public static void Close(GrainKey customer, CustomerState state, StoredEpisode closed, string reason, DateTimeOffset now)
    {
        Write(customer, state, closed, "episode_closed", "resolved", Progress.Aegis, now, ("reason", reason));
        Put(state, closed with { Outcome = null });
        while (state.Episodes!.Count(e => !e.IsOpen) > ClosedKept)
            state.Episodes!.RemoveAt(state.Episodes.FindIndex(e => !e.IsOpen));
    }

    public static void Write(
        GrainKey customer, CustomerState state, StoredEpisode episode, string kind, string change, string actor, DateTimeOffset now, params ReadOnlySpan<(string, object?)> more)
    {
        Put(state, episode);
        state.Journal.Append(new LedgerDraft(now, kind, actor, null, JsonText.Object(
        [
            ("interventionId", episode.Id), ("type", SnakeCase.Of(episode.Type)), ("status", SnakeCase.Of(episode.Status)),
            ("priority", SnakeCase.Of(episode.Priority)), ("finding", episode.Finding), .. more,
        ])));
        state.Journal.List(InterventionView.Row(customer, episode));
        state.Journal.Send(new OutboxDraft(Topic, customer.ToString(), now, JsonText.Object(
            ("interventionId", episode.Id), ("type", SnakeCase.Of(episode.Type)), ("status", SnakeCase.Of(episode.Status)),
            ("priority", SnakeCase.Of(episode.Priority)), ("change", change))));
    }

    public static void Put(CustomerState state, StoredEpisode episode)
    {
        state.Episodes ??= new(1);
        var at = state.Episodes.FindIndex(e => e.Id == episode.Id);
        if (at < 0)
            state.Episodes.Add(episode);
        else
            state.Episodes[at] = episode;
    }
}
