using System.Globalization;
using Aegis.Actions;
using Aegis.Activity;
using Aegis.Grains.Actions;
using Aegis.Grains.Customers;
using Aegis.Interventions;

namespace Aegis.Grains.Interventions;

/// <summary>The one ticket of a customer's failing calls: whoever needs it first opens it, an episode or a customer who asks, and the other comments on it.</summary>
public static class FailureTickets
{
    private const string AskedFor = "ticket:product_error:";
    private const string Day = "yyyy-MM-dd";

    /// <summary>How long a ticket opened for a question is the one of what fails now.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    /// <summary>The wish for a ticket because a customer asked.</summary>
    public static string AskedOperation(DateTimeOffset at, DateTimeOffset? calmAt) =>
        AskedFor + at.ToString(Day, CultureInfo.InvariantCulture) + (calmAt is { } calm ? calm.ToString(":yyyyMMddHHmmss", CultureInfo.InvariantCulture) : "");

    /// <summary>The day such a wish is of.</summary>
    public static string DayOf(string askedOperation) => askedOperation.Substring(AskedFor.Length, Day.Length);

    /// <summary>The wish for an episode's ticket.</summary>
    public static string Operation(string episodeId) => $"ticket:{episodeId}";

    /// <summary>The ticket of what fails now, or null.</summary>
    public static FailureTicket? Of(CustomerState state, DateTimeOffset now)
    {
        var episode = EpisodeRules.OpenOf(state, InterventionType.ErrorDebugging);
        if (episode?.Ticket is { } ticket)
            return new(ticket.Key, null, OfEpisode: true);
        if (episode is not null && state.Actions.FindLast(a => a.OperationId == Operation(episode.Id) && Stands(a)) is { } own)
            return new(LinkOf(own)?.Key, own.OperationId, OfEpisode: true);
        return Asked(state, now) is { } asked ? new(LinkOf(asked)?.Key, asked.OperationId, OfEpisode: false) : null;
    }

    /// <summary>The ticket that an episode which opens now takes over, or null.</summary>
    public static TicketLink? ToJoin(CustomerState state, DateTimeOffset now) => Asked(state, now) is { } asked ? LinkOf(asked) : null;

    /// <summary>Gives a ticket that was opened for a question to the episode that is open without one.</summary>
    public static void Join(GrainKey customer, CustomerState state, StoredAction action, DateTimeOffset now)
    {
        if (IsAsked(action) && LinkOf(action) is { } ticket && EpisodeRules.OpenOf(state, InterventionType.ErrorDebugging) is { Ticket: null } episode)
            EpisodeLog.Write(customer, state, episode with { Ticket = ticket }, "intervention_ticketed", "ticketed", action.Actor, now, ("ticket", ticket.Key));
    }

    /// <summary>When the last episode of failing calls ended, as long as that matters.</summary>
    public static DateTimeOffset? CalmAt(CustomerState state, DateTimeOffset now) =>
        EpisodeRules.LastClosed(state, InterventionType.ErrorDebugging)?.ClosedAt is { } closed && closed > now - Lasts ? closed : null;

    private static StoredAction? Asked(CustomerState state, DateTimeOffset now)
    {
        var since = CalmAt(state, now) ?? now - Lasts;
        return state.Actions.FindLast(action => IsAsked(action) && Stands(action) && action.BegunAt >= since);
    }

    private static bool IsAsked(StoredAction action) => action.Tool == Tools.CreateTicket && action.OperationId.StartsWith(AskedFor, StringComparison.Ordinal);

    /// <summary>Whether the ticket is there, or may be: then nobody opens another.</summary>
    private static bool Stands(StoredAction action) => action.Status is ActionStatus.Done or ActionStatus.InFlight or ActionStatus.Unknown;

    private static TicketLink? LinkOf(StoredAction action) =>
        action.Status == ActionStatus.Done && action.Output.TryGetValue("ticket", out var key) ? new(key, action.Output.GetValueOrDefault("url", "")) : null;
}
