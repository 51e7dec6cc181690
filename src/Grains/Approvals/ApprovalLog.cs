using System.Text.Json;
using Aegis.Approvals;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Grains.Approvals;

/// <summary>Keeps approvals in the customer's state and writes each change to ledger, list and events, in the customer's commit.</summary>
internal static class ApprovalLog
{
    public const string Topic = "approval";

    /// <summary>Decided approvals remembered; the list has them all.</summary>
    private const int DecidedKept = 16;

    public static StoredApproval? Find(CustomerState state, string id) => state.Approvals?.Find(a => a.Id == id);

    public static StoredApproval? OfAction(CustomerState state, Actions.StoredAction action) =>
        action.ApprovalId is { } id ? Find(state, id) : null;

    /// <param name="kind">How the ledger names it: approval_requested, approval_given, approval_approved, …</param>
    /// <param name="change">How events name it: asked, given, approved, …</param>
    public static void Write(
        GrainKey customer, CustomerState state, StoredApproval approval, string kind, string change, string actor, DateTimeOffset now, params ReadOnlySpan<(string, object?)> more)
    {
        var shown = approval.Shown;
        Put(customer, state, approval);
        state.Journal.Append(new LedgerDraft(now, kind, actor, shown.ActionId, JsonText.Object(
        [
            ("approvalId", shown.Id), ("tool", shown.ActionType), ("status", SnakeCase.Of(shown.Status)), ("argumentsHash", shown.ArgumentsHash), .. more,
        ])));
        state.Journal.Send(new OutboxDraft(Topic, customer.ToString(), now, JsonText.Object(
            ("approvalId", shown.Id), ("actionId", shown.ActionId), ("tool", shown.ActionType), ("status", SnakeCase.Of(shown.Status)),
            ("actionStatus", SnakeCase.Of(shown.ActionStatus)), ("change", change))));
    }

    /// <summary>Takes in where the action stands, and has the customer told once nothing more happens to it by itself.</summary>
    public static void Follow(GrainKey customer, CustomerState state, Actions.StoredAction action, DateTimeOffset now)
    {
        if (OfAction(state, action) is not { } approval)
            return;
        var followed = approval with { Shown = approval.Shown with { ActionStatus = action.Status, Evidence = action.Evidence } };
        Put(customer, state, followed);
        state.Journal.Send(new OutboxDraft(Topic, customer.ToString(), now, JsonText.Object(
            ("approvalId", approval.Id), ("actionId", action.Id), ("tool", action.Tool), ("status", SnakeCase.Of(approval.Shown.Status)),
            ("actionStatus", SnakeCase.Of(action.Status)), ("change", "performed"))));
        if (action.DueAt is null)
            Tell(customer, state, followed, now);
    }

    /// <summary>Has the orchestrator tell the customer what became of it, where an agent asked for it in the customer's name.</summary>
    public static void Tell(GrainKey customer, CustomerState state, StoredApproval approval, DateTimeOffset now)
    {
        if (approval.Agent is null)
            return;
        var told = approval with { Tellings = approval.Tellings + 1 };
        Put(customer, state, told);
        state.Journal.Send(new OutboxDraft(Commands.TellOutcome, customer.ToString(), now, JsonText.Object(("approvalId", approval.Id), ("telling", told.Tellings))));
    }

    private static void Put(GrainKey customer, CustomerState state, StoredApproval approval)
    {
        state.Approvals ??= new(1);
        var at = state.Approvals.FindIndex(a => a.Id == approval.Id);
        if (at < 0)
            state.Approvals.Add(approval);
        else
            state.Approvals[at] = approval;
        Trim(state);
        state.Journal.List(new ApprovalRow(
            customer.Workspace, customer.CustomerId, approval.Id, SnakeCase.Of(approval.Shown.Status), approval.Shown.Timestamp, approval.Shown.ExpiresAt,
            JsonSerializer.Serialize(approval.Shown, ApprovalJson.Default.Approval)));
    }

    // An approval whose action may still change stays: its outcome is written to it.
    private static void Trim(CustomerState state)
    {
        while (state.Approvals!.Count(a => IsForgettable(state, a)) > DecidedKept)
            state.Approvals!.RemoveAt(state.Approvals.FindIndex(a => IsForgettable(state, a)));
    }

    private static bool IsForgettable(CustomerState state, StoredApproval approval) =>
        !approval.IsPending && (Actions.ActionLog.Find(state, approval.Shown.ActionId) is not { } action || (action.IsSettled && action.DueAt is null));
}
