using Aegis.Conversations;
using Aegis.Customers;

namespace Aegis.Directory;

/// <summary>The orders the customer list can be read in.</summary>
[GenerateSerializer, Alias("aegis.CustomerSort")]
public enum CustomerSort
{
    Id,
    /// <summary>By company, A to Z.</summary>
    Company,
    /// <summary>The newest customers first.</summary>
    Newest,
    /// <summary>At risk first; within a status the least engaged first.</summary>
    Health,
    /// <summary>Those with most calls first.</summary>
    Calls,
    /// <summary>Those whose calls fail most first.</summary>
    Errors,
}

/// <summary>All customers of a workspace in figures.</summary>
/// <param name="Groups">Customers by health, tier and stage; groups without any are left out.</param>
/// <param name="Days">One a UTC day, oldest first; the last is today.</param>
/// <param name="Turns">Customers' turns that ended in these days.</param>
/// <param name="Interventions">Interventions that ended in these days.</param>
/// <param name="FirstCalls">Customers whose first call came in these days.</param>
/// <param name="MedianToFirstCall">From sign-up to the first call, of those; null when there are none.</param>
[GenerateSerializer, Immutable, Alias("aegis.Fleet")]
public sealed record Fleet(
    [property: Id(0)] ImmutableArray<FleetGroup> Groups,
    [property: Id(1)] ImmutableArray<InterventionDay> Days,
    [property: Id(2)] Automation Turns,
    [property: Id(3)] Automation Interventions,
    [property: Id(4)] long FirstCalls,
    [property: Id(5)] TimeSpan? MedianToFirstCall);

[GenerateSerializer, Immutable, Alias("aegis.FleetGroup")]
public sealed record FleetGroup(
    [property: Id(0)] HealthStatus Health, [property: Id(1)] Tier Tier, [property: Id(2)] Stage Stage, [property: Id(3)] long Customers);

/// <summary>Interventions of one UTC day.</summary>
[GenerateSerializer, Immutable, Alias("aegis.InterventionDay")]
public sealed record InterventionDay([property: Id(0)] DateOnly Day, [property: Id(1)] long Opened, [property: Id(2)] long Ended);

/// <summary>How much ended without a person.</summary>
/// <param name="WithPerson">Of those that ended: a person answered, decided or was left with it, or it failed.</param>
[GenerateSerializer, Immutable, Alias("aegis.Automation")]
public sealed record Automation([property: Id(0)] long Ended, [property: Id(1)] long WithPerson);

/// <summary>Calls of the customers that called in the last 24 h; of each, those of the 24 h up to its last call.</summary>
[GenerateSerializer, Immutable, Alias("aegis.FleetUsage")]
public sealed record FleetUsage([property: Id(0)] long Customers, [property: Id(1)] long Calls, [property: Id(2)] long Errors);

/// <summary>A message that waits for a person: it was handed over, or came while a person is at the wheel.</summary>
/// <param name="Intent">What it was taken to want.</param>
[GenerateSerializer, Immutable, Alias("aegis.WaitingTurn")]
public sealed record WaitingTurn(
    [property: Id(0)] string CustomerId,
    [property: Id(1)] string CustomerName,
    [property: Id(2)] string TurnId,
    [property: Id(3)] string Intent,
    [property: Id(4)] TurnStatus Status,
    [property: Id(5)] DateTimeOffset Since);

[GenerateSerializer, Immutable, Alias("aegis.WaitingPage")]
public sealed record WaitingPage([property: Id(0)] ImmutableArray<WaitingTurn> Items, [property: Id(1)] string? Next);
