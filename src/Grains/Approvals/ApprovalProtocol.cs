using Aegis.Actions;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Grains.Actions;
using Aegis.Grains.Actors;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Approvals;

/// <summary>What people decide about actions that wait for them. Works on the state in memory; the grain commits what the journal then holds, and runs the ticket after that.</summary>
public sealed class ApprovalProtocol(LeaseClock clock, GridOptions options, ActionProtocol actions, ApprovalGuards guards)
{
    /// <summary>What a decision came to, and the action to run once it is committed; null when there is none.</summary>
    public readonly record struct Decided(Result<Approval> Answer, ActionTicket? Ticket = null);

    /// <summary>A person agrees. The last one needed has the action begun in the same commit, if what it rests on still holds.</summary>
    public Decided Approve(GrainKey customer, CustomerState state, Actor actor, string id, ApprovalDecision decision, PolicyInForce inForce)
    {
        if (ApprovalLog.Find(state, id) is not { } approval)
            return new(ApprovalRules.NoApproval(id));
        var now = clock.Now;
        if (ApprovalRules.CheckNotes(decision.Notes) is { } fault)
            return new(fault);
        if (approval.Shown.Status == ApprovalStatus.Approved && guards.HasAgreed(approval, actor))
            return new(Show(state, approval));
        if ((guards.CheckOpen(approval, now) ?? guards.CheckSeen(approval, decision.ArgumentsHash) ?? guards.CheckPerson(approval, actor)) is { } refusal)
            return Overdue(customer, state, approval, refusal, now);
        if (guards.HasAgreed(approval, actor))
            return new(Show(state, approval));
        if (Review(customer, state, approval, now) is { } moved)
            return new(moved);

        var action = ActionLog.Find(state, approval.Shown.ActionId)!;
        var policy = actions.Weigh(customer, state, approval.Role, approval.Agent, action, inForce);
        if (PolicyRules.Stopping(inForce.Policy, inForce.Switches, customer.CustomerId, approval.Agent, action.Tool) is not null)
            return new(new Refusal(RefusalKind.Conflict, policy.Reason, "id"));
        if (policy.Verdict == PolicyVerdict.Refused)
            return new(Invalidate(customer, state, approval, [$"Policy refuses it by now: {policy.Reason}"], now));

        var given = ApprovalRules.Agree(approval, actor, decision.Notes, policy, now);
        if (given.Shown.Approvals.Length < given.Shown.RequiredApprovals)
        {
            ApprovalLog.Write(customer, state, given, "approval_given", "given", actor.ToString(), now,
                ("notes", decision.Notes), ("given", given.Shown.Approvals.Length), ("required", given.Shown.RequiredApprovals));
            return new(Show(state, given));
        }

        return Release(customer, state, actor, given, action, policy, now);
    }

    public Decided Reject(GrainKey customer, CustomerState state, Actor actor, string id, ApprovalDecision decision)
    {
        if (ApprovalLog.Find(state, id) is not { } approval)
            return new(ApprovalRules.NoApproval(id));
        var now = clock.Now;
        if (ApprovalRules.CheckNotes(decision.Notes) is { } fault)
            return new(fault);
        if (approval.Shown.Status == ApprovalStatus.Rejected && approval.Shown.DecidedBy == actor.ToString())
            return new(Show(state, approval));
        if ((guards.CheckOpen(approval, now) ?? guards.CheckSeen(approval, decision.ArgumentsHash)) is { } refusal)
            return Overdue(customer, state, approval, refusal, now);
        var rejected = ApprovalRules.Close(approval, ApprovalStatus.Rejected, actor.ToString(), now);
        rejected = rejected with { Shown = rejected.Shown with { RejectedAt = now, Notes = decision.Notes } };
        return new(Show(state, End(customer, state, rejected, "approval_rejected", "rejected", actor.ToString(), "A person decided against it.", now, ("notes", decision.Notes))));
    }

    /// <summary>Puts other arguments in place of those asked for. Whoever asks for more by it, or for something else, is one of those who asked.</summary>
    public Decided Edit(GrainKey customer, CustomerState state, Actor actor, string id, ApprovalChange change, PolicyInForce inForce)
    {
        if (ApprovalLog.Find(state, id) is not { } approval)
            return new(ApprovalRules.NoApproval(id));
        var now = clock.Now;
        if ((ApprovalRules.CheckNotes(change.Notes) ?? ApprovalRules.CheckEdits(approval)) is { } fault)
            return new(fault);
        if ((guards.CheckOpen(approval, now) ?? guards.CheckSeen(approval, change.ArgumentsHash)) is { } refusal)
            return Overdue(customer, state, approval, refusal, now);
        if (Review(customer, state, approval, now) is { } moved)
            return new(moved);

        var known = ActionLog.Find(state, approval.Shown.ActionId)!;
        var edited = actions.Edit(state, known, change.Arguments);
        if (!edited.Ok)
            return new(edited.Refusal);
        if (edited.Value.ArgumentsHash == known.ArgumentsHash)
            return new(Show(state, approval));
        var policy = actions.Weigh(customer, state, approval.Role, approval.Agent, edited.Value, inForce);
        if (policy.Verdict == PolicyVerdict.Refused)
            return new(new Refusal(RefusalKind.Forbidden, policy.Reason, "arguments"));

        var changed = ApprovalRules.Edit(approval, actor, state, edited.Value, change.Notes, policy, now);
        ActionLog.Put(customer, state, edited.Value with { Evidence = changed.Shown.Reason }, now);
        ApprovalLog.Write(customer, state, changed, "approval_edited", "edited", actor.ToString(), now,
            ("before", known.Arguments), ("arguments", edited.Value.Arguments), ("notes", change.Notes), ("required", changed.Shown.RequiredApprovals));
        return new(Show(state, changed));
    }

    public Decided Comment(GrainKey customer, CustomerState state, Actor actor, string id, string text)
    {
        if (ApprovalLog.Find(state, id) is not { } approval)
            return new(ApprovalRules.NoApproval(id));
        if ((ApprovalRules.CheckComment(text) ?? ApprovalRules.CheckRoom(approval)) is { } fault)
            return new(fault);
        var now = clock.Now;
        var commented = approval with { Shown = approval.Shown with { Comments = approval.Shown.Comments.Add(new(actor.ToString(), now, text)) } };
        ApprovalLog.Write(customer, state, commented, "approval_commented", "commented", actor.ToString(), now, ("text", text));
        return new(Show(state, commented));
    }

    /// <summary>Ends what nobody decided in time.</summary>
    public void Expire(GrainKey customer, CustomerState state)
    {
        var now = clock.Now;
        foreach (var approval in state.Approvals?.ToArray() ?? [])
            if (approval.IsPending && approval.Shown.ExpiresAt <= now)
                Expire(customer, state, approval, now);
    }

    /// <summary>Invalidates what rests on something that moved. Part of every commit of the customer's state.</summary>
    public void Review(GrainKey customer, CustomerState state)
    {
        if (state.Approvals is null)
            return;
        foreach (var approval in state.Approvals.ToArray())
            if (approval.IsPending)
                Review(customer, state, approval, clock.Now);
    }

    public static Approval Show(CustomerState state, StoredApproval approval) => approval.Shown with { CustomerName = state.Company };

    private Decided Release(GrainKey customer, CustomerState state, Actor actor, StoredApproval given, StoredAction action, PolicyDecision policy, DateTimeOffset now)
    {
        var approved = ApprovalRules.Close(given, ApprovalStatus.Approved, actor.ToString(), now);
        approved = approved with { Shown = approved.Shown with { ApprovedAt = now, Notes = given.Shown.Approvals[^1].Notes, ActionStatus = ActionStatus.InFlight } };
        ApprovalLog.Write(customer, state, approved, "approval_approved", "approved", actor.ToString(), now,
            ("notes", approved.Shown.Notes), ("given", approved.Shown.Approvals.Length), ("required", approved.Shown.RequiredApprovals),
            ("by", approved.Shown.Approvals.Select(vote => vote.By).ToImmutableArray()));
        var released = actions.Release(customer, state, action, policy);
        return new(Show(state, ApprovalLog.Find(state, approved.Id)!), released);
    }

    /// <summary>The refusal that says what moved, once the approval has invalidated itself; null when all stands.</summary>
    private Refusal? Review(GrainKey customer, CustomerState state, StoredApproval approval, DateTimeOffset now)
    {
        if (ActionLog.Find(state, approval.Shown.ActionId) is not { Status: ActionStatus.PendingApproval } action)
            return Invalidate(customer, state, approval, ["The action does not wait any more."], now);
        if (guards.Swapped(approval, action))
            return Invalidate(customer, state, approval, ["The arguments are not those that people were asked about."], now);
        var changes = guards.Changes(state, approval, action, options.TrialDays);
        if (changes.IsEmpty && actions.CheckInternals(state, action) is { } fault)
            changes = [fault.Message];
        return changes.IsEmpty ? null : Invalidate(customer, state, approval, changes, now);
    }

    private Refusal Invalidate(GrainKey customer, CustomerState state, StoredApproval approval, ImmutableArray<string> changes, DateTimeOffset now)
    {
        var invalid = ApprovalRules.Close(approval, ApprovalStatus.Invalidated, Progress.Aegis, now);
        invalid = invalid with { Shown = invalid.Shown with { Changed = changes } };
        End(customer, state, invalid, "approval_invalidated", "invalidated", Progress.Aegis, $"It was asked under other circumstances. {string.Join(' ', changes)}", now, ("changed", changes));
        return new(RefusalKind.Conflict, $"The approval is invalid, because what it rests on moved: {string.Join(' ', changes)} Have it asked for again.", "id");
    }

    private Decided Overdue(GrainKey customer, CustomerState state, StoredApproval approval, Refusal refusal, DateTimeOffset now)
    {
        if (approval.IsPending && approval.Shown.ExpiresAt <= now)
            Expire(customer, state, approval, now);
        return new(refusal);
    }

    private static void Expire(GrainKey customer, CustomerState state, StoredApproval approval, DateTimeOffset now) => End(
        customer, state, ApprovalRules.Close(approval, ApprovalStatus.Expired, Progress.Aegis, now), "approval_expired", "expired", Progress.Aegis, "Nobody decided in time.", now);

    /// <summary>Ends an approval that is not given, and its action with it.</summary>
    private static StoredApproval End(
        GrainKey customer, CustomerState state, StoredApproval ended, string kind, string change, string actor, string evidence, DateTimeOffset now, params ReadOnlySpan<(string, object?)> more)
    {
        ApprovalLog.Write(customer, state, ended, kind, change, actor, now, more);
        if (ActionLog.Find(state, ended.Shown.ActionId) is { Status: ActionStatus.PendingApproval } action)
        {
            var refused = action with { Status = ActionStatus.Refused, Evidence = evidence, EndedAt = now };
            ActionLog.Close(customer, state, refused, "action_refused", actor, now);
            ApprovalLog.Follow(customer, state, refused, now);
        }

        return ApprovalLog.Find(state, ended.Id) ?? ended;
    }
}
