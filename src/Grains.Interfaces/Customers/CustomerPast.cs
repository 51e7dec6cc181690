using Aegis.Actions;
using Aegis.Interventions;
using Aegis.Keys;

namespace Aegis.Customers;

/// <summary>A customer as it was at a past moment, rebuilt from its ledger. Calls and error rates are not in the ledger, and so not here.</summary>
[GenerateSerializer, Immutable, Alias("aegis.CustomerPast")]
public sealed record CustomerPast
{
    /// <summary>The moment asked for.</summary>
    [Id(0)] public DateTimeOffset At { get; init; }

    /// <summary>The last entry of the ledger by then.</summary>
    [Id(1)] public long Seq { get; init; }

    /// <summary>When that was written: the moments up to <see cref="NextAt"/> show the same.</summary>
    [Id(2)] public DateTimeOffset ChangedAt { get; init; }

    /// <summary>When the change before that one was written, or null for the first.</summary>
    [Id(3)] public DateTimeOffset? PreviousAt { get; init; }

    /// <summary>When the next change was written, or null where this is how it is now.</summary>
    [Id(4)] public DateTimeOffset? NextAt { get; init; }

    [Id(5)] public string Id { get; init; } = "";
    [Id(6)] public string Company { get; init; } = "";
    [Id(7)] public string Email { get; init; } = "";
    [Id(8)] public ImmutableArray<string> TechStack { get; init; } = [];
    [Id(9)] public string? TimeZone { get; init; }
    [Id(10)] public DateTimeOffset CreatedAt { get; init; }
    [Id(11)] public Tier Tier { get; init; }
    [Id(12)] public Stage Stage { get; init; }

    /// <summary>As last judged and written; the score is null before the first judgement that changed anything.</summary>
    [Id(13)] public HealthStatus Health { get; init; }
    [Id(14)] public int? EngagementScore { get; init; }
    [Id(15)] public ImmutableArray<string> RiskFactors { get; init; } = [];

    /// <summary>Keys issued by then, the oldest first.</summary>
    [Id(16)] public ImmutableArray<PastKey> Keys { get; init; } = [];

    /// <summary>Actions that were not settled: in flight, waiting for approval, or unknown.</summary>
    [Id(17)] public ImmutableArray<PastAction> Actions { get; init; } = [];

    [Id(18)] public ImmutableArray<PastWorkflow> Workflows { get; init; } = [];

    /// <summary>Interventions that were not resolved.</summary>
    [Id(19)] public ImmutableArray<PastIntervention> Interventions { get; init; } = [];

    /// <summary>The person at the conversation's wheel, as the ledger names them; null while Aegis drove.</summary>
    [Id(20)] public string? Wheel { get; init; }
}

/// <param name="Prefix">What may be shown.</param>
[GenerateSerializer, Immutable, Alias("aegis.PastKey")]
public sealed record PastKey(
    [property: Id(0)] string Id, [property: Id(1)] KeyEnvironment Environment, [property: Id(2)] string Prefix, [property: Id(3)] KeyStatus Status, [property: Id(4)] DateTimeOffset IssuedAt);

[GenerateSerializer, Immutable, Alias("aegis.PastAction")]
public sealed record PastAction(
    [property: Id(0)] string Id, [property: Id(1)] string Tool, [property: Id(2)] ActionStatus Status, [property: Id(3)] string Evidence, [property: Id(4)] DateTimeOffset At);

/// <param name="Step">The tool it stood at; null when no step was left.</param>
[GenerateSerializer, Immutable, Alias("aegis.PastWorkflow")]
public sealed record PastWorkflow(
    [property: Id(0)] string Id, [property: Id(1)] string Kind, [property: Id(2)] WorkflowStatus Status, [property: Id(3)] string? Step, [property: Id(4)] DateTimeOffset At);

/// <param name="Ticket">The ticket's key, or null.</param>
[GenerateSerializer, Immutable, Alias("aegis.PastIntervention")]
public sealed record PastIntervention(
    [property: Id(0)] string Id, [property: Id(1)] InterventionType Type, [property: Id(2)] InterventionStatus Status, [property: Id(3)] InterventionPriority Priority,
    [property: Id(4)] string Reason, [property: Id(5)] string? Ticket, [property: Id(6)] DateTimeOffset OpenedAt);
