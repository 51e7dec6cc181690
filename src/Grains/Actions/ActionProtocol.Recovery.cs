using Aegis.Actions;
using Aegis.Actors;
using Aegis.Grains.Approvals;
using Aegis.Grains.Customers;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Actions;

// What a crash, a provider's silence or a kill switch left unfinished.
public sealed partial class ActionProtocol
{
    /// <summary>Where Aegis waits for a kill switch to be taken off.</summary>
    private static readonly TimeSpan StoppedPause = TimeSpan.FromMinutes(1);

    /// <summary>Takes up what a crash cut short, what is to be looked up again, and what people agreed to and could not be done yet; returns the tickets to run.</summary>
    public ImmutableArray<ActionTicket> Resume(GrainKey customer, CustomerState state, PolicyInForce inForce)
    {
        var tickets = ImmutableArray.CreateBuilder<ActionTicket>();
        foreach (var action in state.Actions.ToArray())
            if (IsAbandoned(action) && Resume(customer, state, action, inForce) is { MustRun: true } ticket)
                tickets.Add(ticket);
        return tickets.ToImmutable();
    }

    private bool IsAbandoned(StoredAction action) => action.Status switch
    {
        ActionStatus.InFlight => clock.IsVoid(action.Lease),
        ActionStatus.Unknown => action.RetryAt <= clock.Now,
        _ => action.DueAt <= clock.Now,
    };

    private ActionTicket? Resume(GrainKey customer, CustomerState state, StoredAction action, PolicyInForce inForce)
    {
        var now = clock.Now;
        if (PolicyRules.Stopping(inForce.Policy, inForce.Switches, customer.CustomerId, action.AgentId, action.Tool) is { } stopped && ToolTraits.CanLookUp(action.Tool))
        {
            var status = action.Status == ActionStatus.Failed ? ActionStatus.Failed : ActionStatus.Unknown;
            ActionLog.Close(customer, state, action with { Status = status, Evidence = PolicyRules.Describe(stopped), EndedAt = now, RetryAt = now + StoppedPause, MayRepeat = action.MayRepeat || status == ActionStatus.Unknown }, "action_delayed", Progress.Aegis, now);
            return null;
        }

        return action.Status == ActionStatus.Failed ? TryAgain(customer, state, action, inForce) : TakeUp(customer, state, action);
    }

    /// <summary>Begins again what people agreed to and was not done, if what it rests on still holds.</summary>
    private ActionTicket? TryAgain(GrainKey customer, CustomerState state, StoredAction action, PolicyInForce inForce)
    {
        var now = clock.Now;
        var approval = ApprovalLog.OfAction(state, action);
        var changes = approval is null ? ["The approval is gone."] : Preconditions.Changes(state, approval, action, options.TrialDays);
        var policy = Weigh(customer, state, approval?.Role ?? Role.System, action.AgentId, action, inForce);
        if (policy.Verdict == PolicyVerdict.Refused)
            changes = [$"Policy refuses it by now: {policy.Reason}"];
        if (changes.IsEmpty)
            return Release(customer, state, action, policy);
        var refused = action with { Status = ActionStatus.Refused, Evidence = Shorten($"It was approved under other circumstances. {string.Join(' ', changes)}"), EndedAt = now, RetryAt = null };
        ActionLog.Close(customer, state, refused, "action_refused", Progress.Aegis, now);
        ApprovalLog.Follow(customer, state, refused, now);
        return null;
    }

    /// <summary>A new epoch for an action that may have reached its provider; where the provider cannot tell, a person must.</summary>
    private ActionTicket TakeUp(GrainKey customer, CustomerState state, StoredAction known)
    {
        var now = clock.Now;
        if (!ToolTraits.CanLookUp(known.Tool))
        {
            var parked = known with { Status = ActionStatus.Unknown, Evidence = "Cut short while it was performed; whether it was done cannot be looked up.", EndedAt = now, MayRepeat = true };
            ActionLog.Close(customer, state, parked, "action_completed", Progress.Aegis, now);
            Follow(customer, state, parked, now);
            return Ticket(customer, parked);
        }

        var resumed = known with { Status = ActionStatus.InFlight, Lease = clock.Grant(known.Lease.Epoch + 1, options.ActionLease), MayRepeat = true, EndedAt = null, RetryAt = null };
        ActionLog.Intend(customer, state, resumed, now);
        return Ticket(customer, resumed, mine: true);
    }
}
