using System.Text.Json.Serialization;
using Aegis.Actions;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Actions;

/// <summary>An action as the customer's state keeps it.</summary>
/// <param name="OperationId">The wish it answers; its id follows from it.</param>
/// <param name="Actor">Who intended it, as the ledger names the actor.</param>
/// <param name="Lease">Who performs it while it is in flight; its epoch stays when it is settled.</param>
/// <param name="MayRepeat">Whether an attempt may have reached the provider without an answer.</param>
/// <param name="AgentId">The proposing agent, or null when the actor acts itself.</param>
/// <param name="ApprovalId">The approval it waited for last, or null when it never needed one.</param>
/// <param name="ProposedHash">The hash of the arguments as proposed, where people edited them since; null where they did not.</param>
/// <param name="RetryAt">Failed: when it may be begun again. Unknown: when the provider is asked again. Null when only a person can help.</param>
public sealed record StoredAction(
    string Id, string OperationId, string Tool, ImmutableSortedDictionary<string, string> Arguments, string ArgumentsHash,
    string Actor, ActionStatus Status, Lease Lease, bool MayRepeat, string Evidence,
    ImmutableSortedDictionary<string, string> Output, DateTimeOffset BegunAt, DateTimeOffset? EndedAt, DateTimeOffset? RetryAt,
    string? AgentId = null, string? ApprovalId = null, string? ProposedHash = null)
{
    /// <summary>When it must be looked after if nobody moves it.</summary>
    [JsonIgnore]
    public DateTimeOffset? DueAt => Status switch
    {
        ActionStatus.InFlight => Lease.ExpiresAt,
        ActionStatus.Unknown => RetryAt,
        // People agreed to it: nobody proposes it again.
        ActionStatus.Failed when ApprovalId is not null => RetryAt,
        _ => null,
    };

    /// <summary>Whether nothing will happen to it any more unless it is proposed again.</summary>
    [JsonIgnore]
    public bool IsSettled => Status is not (ActionStatus.InFlight or ActionStatus.Unknown or ActionStatus.PendingApproval);

    public ActionRecord ToRecord(string customerId) => new(Id, customerId, Tool, Status, Evidence, Output, BegunAt, EndedAt, RetryAt - EndedAt);
}
