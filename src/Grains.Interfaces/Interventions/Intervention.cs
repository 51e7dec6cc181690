namespace Aegis.Interventions;

/// <summary>Why Aegis reaches out.</summary>
[GenerateSerializer, Alias("aegis.InterventionType")]
public enum InterventionType
{
    /// <summary>A key was issued 24 h ago or earlier, and no call came since.</summary>
    OnboardingCheckIn,
    /// <summary>More than 10 % of 10 calls or more failed in the window; over 15 % also opens a ticket.</summary>
    ErrorDebugging,
    /// <summary>Declining use on pro or enterprise; opens a ticket.</summary>
    RetentionOutreach,
    /// <summary>Increasing use and more than 1,000 calls on a trial or starter plan.</summary>
    UpsellSuggestion,
}

[GenerateSerializer, Alias("aegis.InterventionStatus")]
public enum InterventionStatus
{
    /// <summary>Waits for the episode to end, or for a person.</summary>
    Open,
    /// <summary>An agent is at it.</summary>
    Acting,
    /// <summary>The episode ended, or a person resolved it.</summary>
    Resolved,
    /// <summary>A person put it off; it opens again by itself.</summary>
    Snoozed,
}

[GenerateSerializer, Alias("aegis.InterventionPriority")]
public enum InterventionPriority { Low, Medium, High }

/// <summary>A ticket in the ticket system.</summary>
[GenerateSerializer, Immutable, Alias("aegis.TicketLink")]
public sealed record TicketLink([property: Id(0)] string Key, [property: Id(1)] string Url);

/// <summary>Aegis reaching out because of an episode: one continuous occurrence of one problem of one customer. One an episode, with at most one ticket.</summary>
/// <param name="Id">The episode's id too.</param>
/// <param name="Reason">What was found, with its figures; of the newest finding.</param>
/// <param name="Diagnosis">What the agent found out; empty until it acted.</param>
/// <param name="ActionsTaken">One line an action, from its record.</param>
/// <param name="Message">What the customer was told; stands in the conversation too.</param>
/// <param name="Finding">1 when the episode opened; counts up when it got worse.</param>
/// <param name="Attempts">How often an agent was sent for the newest finding.</param>
[GenerateSerializer, Immutable, Alias("aegis.Intervention")]
public sealed record Intervention(
    [property: Id(0)] string Id,
    [property: Id(1)] InterventionType Type,
    [property: Id(2)] string CustomerId,
    [property: Id(3)] string CustomerName,
    [property: Id(4)] InterventionPriority Priority,
    [property: Id(5)] InterventionStatus Status,
    [property: Id(6)] string Reason,
    [property: Id(7)] string Diagnosis,
    [property: Id(8)] ImmutableArray<string> ActionsTaken,
    [property: Id(9)] ImmutableArray<string> NextSteps,
    [property: Id(10)] string Message,
    [property: Id(11)] TicketLink? Ticket,
    [property: Id(12)] DateTimeOffset CreatedAt,
    [property: Id(13)] DateTimeOffset? ResolvedAt,
    [property: Id(14)] DateTimeOffset? SnoozedUntil = null,
    [property: Id(15)] int Finding = 1,
    [property: Id(16)] int Attempts = 1);

/// <summary>What an agent made of a finding.</summary>
/// <param name="Ticket">The episode's ticket; null leaves it as it is.</param>
[GenerateSerializer, Immutable, Alias("aegis.InterventionOutcome")]
public sealed record InterventionOutcome(
    [property: Id(0)] string Diagnosis,
    [property: Id(1)] ImmutableArray<string> ActionsTaken,
    [property: Id(2)] ImmutableArray<string> NextSteps,
    [property: Id(3)] string Message,
    [property: Id(4)] TicketLink? Ticket);

/// <summary>Filters and page of the list of interventions.</summary>
/// <param name="Status">Null for all.</param>
/// <param name="CustomerId">Null for all.</param>
/// <param name="Limit">1 to 200.</param>
/// <param name="Type">Null for all.</param>
/// <param name="OpenedOn">Opened on this UTC day; null for any.</param>
/// <param name="EndedOn">Ended on this UTC day; null for any.</param>
/// <param name="Priority">Null for all.</param>
[GenerateSerializer, Immutable, Alias("aegis.InterventionQuery")]
public sealed record InterventionQuery(
    [property: Id(0)] InterventionStatus? Status,
    [property: Id(1)] string? CustomerId,
    [property: Id(2)] string? Cursor,
    [property: Id(3)] int Limit,
    [property: Id(4)] InterventionType? Type = null,
    [property: Id(5)] DateOnly? OpenedOn = null,
    [property: Id(6)] DateOnly? EndedOn = null,
    [property: Id(7)] InterventionPriority? Priority = null);

/// <summary>Interventions by status; each counted up to 1,000.</summary>
[GenerateSerializer, Immutable, Alias("aegis.InterventionCount")]
public sealed record InterventionCount(
    [property: Id(0)] int Open, [property: Id(1)] int Acting, [property: Id(2)] int Snoozed, [property: Id(3)] int Resolved);

[GenerateSerializer, Immutable, Alias("aegis.InterventionPage")]
public sealed record InterventionPage([property: Id(0)] ImmutableArray<Intervention> Items, [property: Id(1)] string? Next);
