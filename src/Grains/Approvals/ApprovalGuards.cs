using Aegis.Actions;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Grains.Actions;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Approvals;

/// <summary>What stands between a decision and its effect. Derived from only by tests, which show what each guard is for.</summary>
public class ApprovalGuards
{
    public virtual Refusal? CheckOpen(StoredApproval approval, DateTimeOffset now) =>
        !approval.IsPending ? new(RefusalKind.Conflict, $"The approval is {SnakeCase.Of(approval.Shown.Status)} already{(approval.Shown.DecidedBy is { } by ? $", by {by}" : "")}: there is nothing left to decide.", "id")
        : approval.Shown.ExpiresAt <= now ? new(RefusalKind.Conflict, $"The approval expired at {approval.Shown.ExpiresAt:O}: have it asked for again.", "id")
        : null;

    /// <summary>People approve, and none of those who asked.</summary>
    public virtual Refusal? CheckPerson(StoredApproval approval, Actor actor) =>
        actor.Role is not (Role.Approver or Role.Admin) ? new(RefusalKind.Forbidden, $"{actor} may not approve: people with the role approver or admin do.")
        : approval.Shown.Askers.Contains(actor.Id) ? new(RefusalKind.Forbidden, $"{actor} asked for this, so somebody else must approve it.")
        : null;

    /// <summary>Who decides on what they saw is not taken to have decided on something else.</summary>
    public virtual Refusal? CheckSeen(StoredApproval approval, string? argumentsHash) =>
        argumentsHash is null || argumentsHash == approval.Shown.ArgumentsHash
            ? null
            : new(RefusalKind.Conflict, "The arguments were changed since: look at them again, then decide.", "argumentsHash");

    /// <summary>Whether the arguments that would be run are not those that were asked for and agreed to.</summary>
    public virtual bool Swapped(StoredApproval approval, StoredAction action)
    {
        var hash = ArgumentsHash.Of(action.Tool, action.Arguments);
        return hash != approval.Shown.ArgumentsHash || hash != action.ArgumentsHash || approval.Shown.Approvals.Any(vote => vote.ArgumentsHash != hash);
    }

    public virtual bool HasAgreed(StoredApproval approval, Actor actor) => approval.Shown.Approvals.Any(vote => vote.ActorId == actor.Id);

    /// <summary>What is no longer as it was when people were asked, one sentence each; empty when all is.</summary>
    public virtual ImmutableArray<string> Changes(CustomerState state, StoredApproval approval, StoredAction action, int trialDays) =>
        Preconditions.Changes(state, approval, action, trialDays);
}
