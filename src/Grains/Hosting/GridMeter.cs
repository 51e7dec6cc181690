using System.Diagnostics.Metrics;
using Aegis.Agents;
using Aegis.Grains.Conversations;
using Aegis.Storage.States;

namespace Aegis.Grains.Hosting;

/// <summary>The figures of the meter "Aegis.Grains": counts and times by kind, never by customer. Counted once committed.</summary>
public static class GridMeter
{
    public const string Name = "Aegis.Grains";

    private static readonly Meter s_meter = new(Name);
    private static readonly Counter<long> s_turns = s_meter.CreateCounter<long>("aegis.turns", "{turn}", "Turns ended, by agent, intent and status.");
    private static readonly Histogram<double> s_turnTime = s_meter.CreateHistogram<double>("aegis.turn.duration", "s", "Time from a message's arrival to its stored answer.");
    private static readonly Counter<long> s_ratings = s_meter.CreateCounter<long>("aegis.ratings", "{rating}", "Answers judged, by agent, intent and rating.");
    private static readonly Counter<long> s_actions = s_meter.CreateCounter<long>("aegis.actions", "{action}", "Actions that came to a status, by tool; in_flight counts those begun.");
    private static readonly Counter<long> s_interventions = s_meter.CreateCounter<long>("aegis.interventions", "{intervention}", "Interventions that came to a status, by type; acting counts the findings agents were sent for.");
    private static readonly Counter<long> s_woken = s_meter.CreateCounter<long>("aegis.due.woken", "{grain}", "Grains woken because they were due.");
    private static readonly Counter<long> s_wakeFailures = s_meter.CreateCounter<long>("aegis.due.failures", "{grain}", "Wakes that failed; the grain stays due.");
    private static readonly UpDownCounter<long> s_backlog = s_meter.CreateUpDownCounter<long>("aegis.due.backlog", "{grain}", "Grains found due and not woken yet.");
    private static readonly Histogram<double> s_late = s_meter.CreateHistogram<double>("aegis.due.delay", "s", "Time from when a grain was due to when it was woken.");
    private static readonly Counter<long> s_events = s_meter.CreateCounter<long>("aegis.outbox.events", "{event}", "Events numbered, by topic.");

    /// <param name="endedAt">When the answer was stored.</param>
    internal static void Ended(StoredTurn turn, DateTimeOffset endedAt)
    {
        s_turns.Add(1, new("agent", turn.Route.Agent), new("intent", turn.Route.Intent), new("status", SnakeCase.Of(turn.Status)));
        s_turnTime.Record((endedAt - turn.At).TotalSeconds, new KeyValuePair<string, object?>("agent", turn.Route.Agent));
    }

    internal static void Rated(string rating, Route route) =>
        s_ratings.Add(1, new("agent", route.Agent), new("intent", route.Intent), new("rating", rating));

    internal static void Came(IReadOnlyList<ActionRow> actions)
    {
        foreach (var action in actions)
            s_actions.Add(1, new("tool", action.Tool), new("status", action.Status));
    }

    internal static void Came(IReadOnlyList<InterventionRow> interventions)
    {
        foreach (var intervention in interventions)
            s_interventions.Add(1, new("type", intervention.Type), new("status", intervention.Status));
    }

    internal static void FoundDue(int grains) => s_backlog.Add(grains);

    internal static void Woken(string grainType, TimeSpan late)
    {
        var type = new KeyValuePair<string, object?>("grain", grainType);
        s_backlog.Add(-1);
        s_woken.Add(1, type);
        s_late.Record(Math.Max(0, late.TotalSeconds), type);
    }

    internal static void NotWoken(string grainType)
    {
        s_backlog.Add(-1);
        s_wakeFailures.Add(1, new KeyValuePair<string, object?>("grain", grainType));
    }

    internal static void Numbered(string topic) => s_events.Add(1, new KeyValuePair<string, object?>("topic", topic));
}
