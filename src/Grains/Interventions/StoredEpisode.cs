using System.Text.Json.Serialization;
using Aegis.Interventions;

namespace Aegis.Grains.Interventions;

/// <summary>An episode and its one intervention, as the customer's state keeps them. Closed ones are kept bare.</summary>
/// <param name="Reason">What was found, with its figures; of the newest finding.</param>
public sealed record StoredEpisode(
    string Id, InterventionType Type, DateTimeOffset OpenedAt, InterventionPriority Priority, InterventionStatus Status, string Reason)
{
    /// <summary>When the problem was gone; a resolved intervention does not end it.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>Counts the findings: 1 opened it.</summary>
    public int Finding { get; init; } = 1;

    /// <summary>The newest finding an agent has dealt with.</summary>
    public int Handled { get; init; }

    /// <summary>Attempts at the newest finding.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether agents do nothing more about it.</summary>
    public bool ForPerson { get; init; }

    /// <summary>Whether a person resolved it or put it off.</summary>
    public bool ByPerson { get; init; }

    /// <summary>While it is acted on: when an agent is sent again.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The instance that sent the agent.</summary>
    public string Holder { get; init; } = "";

    /// <summary>All calls as of the mark from which on recovery is judged; once closed, as of the end.</summary>
    public long MarkCalls { get; init; }

    /// <summary>All failed calls as of the mark.</summary>
    public long MarkErrors { get; init; }

    /// <summary>All failed calls before the first that belongs to the episode.</summary>
    public long StartErrors { get; init; }

    /// <summary>The episode's failed calls as of the newest finding.</summary>
    public long SeenErrors { get; init; }

    /// <summary>The failure reason most calls gave, as of the newest finding.</summary>
    public string? Cause { get; init; }

    public TicketLink? Ticket { get; init; }

    /// <summary>What the agent made of it; null before it acted, and once closed.</summary>
    public InterventionOutcome? Outcome { get; init; }

    [JsonIgnore]
    public bool IsOpen => ClosedAt is null;

    /// <summary>When it must be looked after if nobody moves it.</summary>
    [JsonIgnore]
    public DateTimeOffset? DueAt => Status switch
    {
        InterventionStatus.Acting => RetryAt,
        InterventionStatus.Snoozed => SnoozedUntil,
        _ => null,
    };

    /// <summary>Whether agents may be sent for something new.</summary>
    [JsonIgnore]
    public bool TakesFindings => Status == InterventionStatus.Open && !ForPerson;
}
