using Aegis.Actions;
using Aegis.Actors;
using Aegis.Grains.Approvals;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Actions;

// What became of an action: told by its provider, or by a person where nobody could look it up.
public sealed partial class ActionProtocol
{
    private const int MaxEvidence = 500;

    /// <summary>Takes an outcome in. One of a stale epoch, or for an action that is settled, changes nothing.</summary>
    public ActionRecord Complete(GrainKey customer, CustomerState state, string actionId, long epoch, ActionOutcome outcome)
    {
        if (ActionLog.Find(state, actionId) is not { } known)
            return new(actionId, customer.CustomerId, "", ActionStatus.Refused, "There is no such action.", NoOutput, clock.Now, clock.Now);
        if (known.Status != ActionStatus.InFlight || known.Lease.Epoch != epoch)
            return known.ToRecord(customer.CustomerId);

        var now = clock.Now;
        var status = outcome.Status is ActionStatus.Done or ActionStatus.Unknown ? outcome.Status : ActionStatus.Failed;
        var tired = status == ActionStatus.Unknown && (epoch >= options.MaxAttempts || !ToolTraits.CanLookUp(known.Tool));
        var action = known with
        {
            Status = status,
            Evidence = Shorten(outcome.Evidence),
            Output = outcome.Output ?? NoOutput,
            EndedAt = now,
            RetryAt = status switch
            {
                // What people agreed to is tried again by itself, and so not for ever.
                ActionStatus.Failed when known.ApprovalId is not null && epoch >= options.MaxAttempts => null,
                ActionStatus.Failed when known.ApprovalId is not null && outcome.RetryAfter is { } pause => now + Longer(pause, WorkflowRules.Pause((int)epoch, options)),
                ActionStatus.Failed => now + outcome.RetryAfter,
                ActionStatus.Unknown when !tired => now + (outcome.RetryAfter ?? WorkflowRules.Pause((int)epoch, options)),
                _ => null,
            },
            MayRepeat = known.MayRepeat || status == ActionStatus.Unknown,
        };
        ActionLog.Close(customer, state, action, "action_completed", action.Actor, now);
        if (status == ActionStatus.Done)
            ActionEffects.Apply(customer, state, action, now);
        Follow(customer, state, action, now);
        return action.ToRecord(customer.CustomerId);
    }

    /// <summary>A person says what became of an action nobody could look up.</summary>
    public Result<ActionRecord> Settle(GrainKey customer, CustomerState state, Actor actor, string actionId, bool happened, string note)
    {
        if (ActionLog.Find(state, actionId) is not { } known)
            return new Refusal(RefusalKind.NotFound, $"There is no action '{TextRules.Show(actionId)}'.", "actionId");
        if (known.Status != ActionStatus.Unknown)
            return new Refusal(RefusalKind.Conflict, $"The action is {SnakeCase.Of(known.Status)}: only an unknown one is settled by a person.", "actionId");
        if (note is null || note.Length > MaxEvidence || TextRules.FaultOfText(note) is not null)
            return new Refusal(RefusalKind.Invalid, $"'note' must be text of at most {MaxEvidence} characters.", "note");

        var now = clock.Now;
        var action = known with
        {
            Status = happened ? ActionStatus.Done : ActionStatus.Failed,
            Evidence = Shorten($"{actor} settled it: {(happened ? "it happened" : "it did not happen")}. {note}".TrimEnd()),
            EndedAt = now,
            RetryAt = happened ? null : now,
            MayRepeat = false,
        };
        ActionLog.Close(customer, state, action, "action_settled", actor.ToString(), now);
        if (happened)
            ActionEffects.Apply(customer, state, action, now);
        ApprovalLog.Follow(customer, state, action, now);
        WorkflowRules.Unpark(customer, state, action.Tool, actor.ToString(), clock.Holder, options, now);
        return action.ToRecord(customer.CustomerId);
    }

    /// <summary>Has the approval know what came of the action, and what was parked at it go on.</summary>
    private void Follow(GrainKey customer, CustomerState state, StoredAction action, DateTimeOffset now)
    {
        if (action.ApprovalId is null)
            return;
        ApprovalLog.Follow(customer, state, action, now);
        if (action.Status == ActionStatus.Done)
            WorkflowRules.Unpark(customer, state, action.Tool, Progress.Aegis, clock.Holder, options, now);
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static string Shorten(string? evidence) => TextRules.Shorten(evidence ?? "", MaxEvidence);
}
