using Aegis.Actions;
using Aegis.Customers;

namespace Aegis.Approvals;

/// <summary>Where a request for approval stands. Only <see cref="Pending"/> can be decided.</summary>
[GenerateSerializer, Alias("aegis.ApprovalStatus")]
public enum ApprovalStatus
{
    Pending,
    /// <summary>Enough people agreed, and the action was begun in the same commit; <see cref="Approval.ActionStatus"/> says what came of it.</summary>
    Approved,
    Rejected,
    /// <summary>Nobody decided in time.</summary>
    Expired,
    /// <summary>What it rested on moved; <see cref="Approval.Changed"/> says what.</summary>
    Invalidated,
}

/// <summary>An action that waits for people, or waited for them. It binds the exact arguments: whoever decides, decides on <see cref="ArgumentsHash"/>.</summary>
/// <param name="Timestamp">When it was asked.</param>
/// <param name="AgentId">Who proposes: an agent, or the service or person that asked.</param>
/// <param name="ActionType">The tool's name.</param>
/// <param name="Details">What will happen, in plain words.</param>
/// <param name="ApprovedAt">When the last person needed agreed.</param>
/// <param name="Notes">What the deciding person wrote; not shown to the customer.</param>
[GenerateSerializer, Immutable, Alias("aegis.Approval")]
public sealed record Approval(
    [property: Id(0)] string Id,
    [property: Id(1)] DateTimeOffset Timestamp,
    [property: Id(2)] string AgentId,
    [property: Id(3)] string CustomerId,
    [property: Id(4)] string ActionType,
    [property: Id(5)] string Details,
    [property: Id(6)] ApprovalStatus Status,
    [property: Id(7)] DateTimeOffset? ApprovedAt,
    [property: Id(8)] DateTimeOffset? RejectedAt,
    [property: Id(9)] string? Notes)
{
    /// <summary>The company; as of the reading.</summary>
    [Id(10)] public string CustomerName { get; init; } = "";

    [Id(11)] public string ActionId { get; init; } = "";

    /// <summary>The exact arguments, with what only the customer's state may say.</summary>
    [Id(12)] public ImmutableSortedDictionary<string, string> Arguments { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>SHA-256, hex, of tool and arguments. A decision that names another one is refused.</summary>
    [Id(13)] public string ArgumentsHash { get; init; } = "";

    /// <summary>Why policy asks people.</summary>
    [Id(14)] public string Reason { get; init; } = "";

    /// <summary>What it costs or gives away, or null where nothing is.</summary>
    [Id(15)] public ApprovalCost? Cost { get; init; }

    /// <summary>How many people must agree.</summary>
    [Id(16)] public int RequiredApprovals { get; init; } = 1;

    /// <summary>Who has agreed to these arguments so far.</summary>
    [Id(17)] public ImmutableArray<ApprovalVote> Approvals { get; init; } = [];

    /// <summary>Undecided until then, it expires.</summary>
    [Id(18)] public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The customer when it was asked.</summary>
    [Id(19)] public CustomerThen? Asked { get; init; }

    /// <summary>Who asked, as the ledger names them: "agent:growth for customer:acme".</summary>
    [Id(20)] public string RequestedBy { get; init; } = "";

    /// <summary>Ids of the actors who asked for these arguments; none of them may approve.</summary>
    [Id(21)] public ImmutableArray<string> Askers { get; init; } = [];

    [Id(22)] public ImmutableArray<ApprovalComment> Comments { get; init; } = [];

    /// <summary>Earlier arguments, oldest first.</summary>
    [Id(23)] public ImmutableArray<ApprovalEdit> Edits { get; init; } = [];

    /// <summary>With Invalidated: what moved, one sentence each.</summary>
    [Id(24)] public ImmutableArray<string> Changed { get; init; } = [];

    /// <summary>Where the action itself stands.</summary>
    [Id(25)] public ActionStatus ActionStatus { get; init; } = ActionStatus.PendingApproval;

    /// <summary>What the action came to, once it was begun.</summary>
    [Id(26)] public string Evidence { get; init; } = "";

    /// <summary>When it was rejected, expired or invalidated by itself.</summary>
    [Id(27)] public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who decided last, as the ledger names them.</summary>
    [Id(28)] public string? DecidedBy { get; init; }
}

/// <summary>An amount with its unit: "percent", or a currency such as "EUR".</summary>
/// <param name="Text">The same in words: "10 % off 199 EUR a month".</param>
[GenerateSerializer, Immutable, Alias("aegis.ApprovalCost")]
public sealed record ApprovalCost([property: Id(0)] decimal Amount, [property: Id(1)] string Unit, [property: Id(2)] string Text);

/// <summary>A person's agreement to the arguments of <paramref name="ArgumentsHash"/>.</summary>
[GenerateSerializer, Immutable, Alias("aegis.ApprovalVote")]
public sealed record ApprovalVote(
    [property: Id(0)] string ActorId, [property: Id(1)] string By, [property: Id(2)] DateTimeOffset At, [property: Id(3)] string? Notes, [property: Id(4)] string ArgumentsHash);

[GenerateSerializer, Immutable, Alias("aegis.ApprovalComment")]
public sealed record ApprovalComment([property: Id(0)] string By, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string Text);

/// <param name="Before">The arguments that were replaced.</param>
[GenerateSerializer, Immutable, Alias("aegis.ApprovalEdit")]
public sealed record ApprovalEdit(
    [property: Id(0)] string By, [property: Id(1)] DateTimeOffset At, [property: Id(2)] ImmutableSortedDictionary<string, string> Before, [property: Id(3)] string? Notes);

/// <summary>A customer at one moment, for comparison with the one of now.</summary>
[GenerateSerializer, Immutable, Alias("aegis.CustomerThen")]
public sealed record CustomerThen(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] Tier Tier,
    [property: Id(2)] Stage Stage,
    [property: Id(3)] HealthStatus Health,
    [property: Id(4)] int EngagementScore,
    [property: Id(5)] long TotalApiCalls,
    [property: Id(6)] double ErrorRate,
    [property: Id(7)] UsageTrend UsageTrend,
    [property: Id(8)] int ActiveKeys);
