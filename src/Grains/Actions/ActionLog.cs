using Aegis.Actions;
using Aegis.Grains.Approvals;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Policy;
using Aegis.Storage.States;

namespace Aegis.Grains.Actions;

/// <summary>A customer's actions: what is not settled, what is done only once, and the last of the others; each change with its row, event and ledger entry.</summary>
public static class ActionLog
{
    /// <summary>Settled actions remembered beside those that are done only once.</summary>
    public const int MaxSettled = 100;

    public static StoredAction? Find(CustomerState state, string actionId) => state.Actions.Find(action => action.Id == actionId);

    /// <summary>Writes that it is going to be done, and with what.</summary>
    public static void Intend(GrainKey customer, CustomerState state, StoredAction action, DateTimeOffset now)
    {
        state.Journal.Append(new LedgerDraft(now, "action_intended", action.Actor, action.Id, JsonText.Object(
            ("tool", action.Tool), ("operation", action.OperationId), ("arguments", action.Arguments),
            ("argumentsHash", action.ArgumentsHash), ("epoch", action.Lease.Epoch), ("mayRepeat", action.MayRepeat))));
        Put(customer, state, action, now);
    }

    /// <summary>Writes what is proposed and waits for people.</summary>
    public static void RequestApproval(GrainKey customer, CustomerState state, StoredAction action, StoredApproval approval)
    {
        Put(customer, state, action, action.BegunAt);
        ApprovalLog.Write(customer, state, approval, "approval_requested", "asked", action.Actor, action.BegunAt,
            ("operation", action.OperationId), ("arguments", action.Arguments), ("reason", action.Evidence),
            ("required", approval.Shown.RequiredApprovals), ("expiresAt", approval.Shown.ExpiresAt), ("policy", approval.PolicyHash));
    }

    /// <summary>Writes what came of it.</summary>
    /// <param name="kind">action_completed, action_refused, action_delayed or action_settled.</param>
    public static void Close(GrainKey customer, CustomerState state, StoredAction action, string kind, string actor, DateTimeOffset now)
    {
        state.Journal.Append(new LedgerDraft(now, kind, actor, action.Id, JsonText.Object(
            ("tool", action.Tool), ("status", SnakeCase.Of(action.Status)), ("evidence", action.Evidence),
            ("output", action.Output), ("epoch", action.Lease.Epoch))));
        Put(customer, state, action, now);
    }

    /// <summary>Keeps the action as it is now, with its row and event.</summary>
    public static void Put(GrainKey customer, CustomerState state, StoredAction action, DateTimeOffset now)
    {
        state.Actions.RemoveAll(a => a.Id == action.Id);
        state.Actions.Add(action);
        Trim(state);
        state.Journal.List(new ActionRow(
            customer.Workspace, customer.CustomerId, action.Id, action.Tool, SnakeCase.Of(action.Status), action.Evidence,
            JsonText.Map(action.Output), action.BegunAt, action.EndedAt));
        state.Journal.Send(new OutboxDraft("action", customer.ToString(), now, JsonText.Object(
            ("actionId", action.Id), ("tool", action.Tool), ("status", SnakeCase.Of(action.Status)))));
    }

    private static void Trim(CustomerState state)
    {
        var forgettable = state.Actions.Count(IsForgettable);
        for (var i = 0; forgettable > MaxSettled; i++)
            if (IsForgettable(state.Actions[i]))
            {
                state.Actions.RemoveAt(i--);
                forgettable--;
            }
    }

    private static bool IsForgettable(StoredAction action) => action.IsSettled && action.DueAt is null && ToolTraits.OnceFor(action.Tool) is null;
}
