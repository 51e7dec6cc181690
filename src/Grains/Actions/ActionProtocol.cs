using Aegis.Actions;
using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Actions;

/// <summary>Decides proposals and takes outcomes in. Works on the state in memory; the grain writes what the journal then holds, in one commit.</summary>
public sealed class ActionProtocol(LeaseClock clock, GridOptions options, InternalActions internals)
{
    private const int MaxEvidence = 500;

    private static readonly ImmutableSortedDictionary<string, string> NoOutput = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The decision on a proposal: settled already, refused, performed here, or intended under a lease for the caller to run.</summary>
    public Result<ActionTicket> Begin(GrainKey customer, CustomerState state, Actor actor, ActionProposal proposal)
    {
        if (OperationRules.Check(proposal) is { } fault)
            return fault;
        var proposed = ToolArguments.Check(proposal);
        if (!proposed.Ok)
            return proposed.Refusal;

        var action = Draft(customer, state, actor, proposal, proposed.Value);
        var known = ActionLog.Find(state, action.Id);
        if (known is not null)
        {
            if (known.Tool != action.Tool || (ToolTraits.OnceFor(action.Tool) is null && known.ArgumentsHash != action.ArgumentsHash))
                return new Refusal(RefusalKind.Conflict, $"The operation '{TextRules.Show(proposal.OperationId)}' was begun as {known.Tool} with other arguments: use another operation id.", "operationId");
            if (Standing(customer, state, known) is { } ticket)
                return ticket;
            action = action with { Lease = clock.Grant(known.Lease.Epoch + 1, options.ActionLease), MayRepeat = known.MayRepeat };
        }
        else if (ActionEffects.Existing(state, proposal) is { } existing)
            return Ticket(customer, action with { Status = ActionStatus.AlreadyDone, Evidence = existing.Evidence, Output = existing.Output });

        var decision = PolicyRules.Decide(actor.Role, proposal.AgentId, action.Tool, action.Arguments);
        return decision.Verdict switch
        {
            PolicyVerdict.Run when ToolTraits.IsInternal(action.Tool) => Perform(customer, state, action),
            PolicyVerdict.Run => Intend(customer, state, action),
            PolicyVerdict.Refused => Refuse(customer, state, action, known, decision.Reason),
            _ => AwaitApproval(customer, state, action, decision.Reason),
        };
    }

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
                ActionStatus.Failed => now + outcome.RetryAfter,
                ActionStatus.Unknown when !tired => now + (outcome.RetryAfter ?? WorkflowRules.Pause((int)epoch, options)),
                _ => null,
            },
            MayRepeat = known.MayRepeat || status == ActionStatus.Unknown,
        };
        ActionLog.Close(customer, state, action, "action_completed", action.Actor, now);
        if (status == ActionStatus.Done)
            ActionEffects.Apply(customer, state, action, now);
        return action.ToRecord(customer.CustomerId);
    }

    /// <summary>Takes up what a crash cut short and what is to be looked up again; returns the tickets to run.</summary>
    public ImmutableArray<ActionTicket> Resume(GrainKey customer, CustomerState state)
    {
        var tickets = ImmutableArray.CreateBuilder<ActionTicket>();
        foreach (var action in state.Actions.ToArray())
            if (IsAbandoned(action) && TakeUp(customer, state, action) is { MustRun: true } ticket)
                tickets.Add(ticket);
        return tickets.ToImmutable();
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
        WorkflowRules.Unpark(customer, state, action.Tool, actor.ToString(), clock.Holder, options, now);
        return action.ToRecord(customer.CustomerId);
    }

    private StoredAction Draft(GrainKey customer, CustomerState state, Actor actor, ActionProposal proposal, ImmutableSortedDictionary<string, string> proposed)
    {
        var operation = OperationRules.OperationOf(customer, state, proposal);
        var arguments = ActionFacts.Complete(proposal.Tool, proposed, state, options.TrialDays);
        return new(
            OperationRules.ActionId(customer, operation), operation, proposal.Tool, arguments, ArgumentsHash.Of(proposal.Tool, arguments),
            AccessRules.Name(actor, proposal.AgentId), ActionStatus.InFlight, clock.Grant(1, options.ActionLease), MayRepeat: false,
            Evidence: "", NoOutput, clock.Now, EndedAt: null, RetryAt: null);
    }

    /// <summary>The ticket for an action that needs no new decision, or null when it is to be decided again.</summary>
    private ActionTicket? Standing(GrainKey customer, CustomerState state, StoredAction known) => known.Status switch
    {
        ActionStatus.Done => Ticket(customer, known with { Status = ActionStatus.AlreadyDone }),
        ActionStatus.InFlight when !clock.IsVoid(known.Lease) => Ticket(customer, known),
        ActionStatus.InFlight => TakeUp(customer, state, known),
        ActionStatus.Unknown when known.RetryAt is not null => TakeUp(customer, state, known),
        ActionStatus.Unknown or ActionStatus.PendingApproval => Ticket(customer, known),
        _ => null,
    };

    private bool IsAbandoned(StoredAction action) => action.Status switch
    {
        ActionStatus.InFlight => clock.IsVoid(action.Lease),
        ActionStatus.Unknown => action.RetryAt <= clock.Now,
        _ => false,
    };

    /// <summary>A new epoch for an action that may have reached its provider; where the provider cannot tell, a person must.</summary>
    private ActionTicket TakeUp(GrainKey customer, CustomerState state, StoredAction known)
    {
        var now = clock.Now;
        if (!ToolTraits.CanLookUp(known.Tool))
        {
            var parked = known with { Status = ActionStatus.Unknown, Evidence = "Cut short while it was performed; whether it was done cannot be looked up.", EndedAt = now, MayRepeat = true };
            ActionLog.Close(customer, state, parked, "action_completed", Progress.Aegis, now);
            return Ticket(customer, parked);
        }

        var resumed = known with { Status = ActionStatus.InFlight, Lease = clock.Grant(known.Lease.Epoch + 1, options.ActionLease), MayRepeat = true, EndedAt = null, RetryAt = null };
        ActionLog.Intend(customer, state, resumed, now);
        return Ticket(customer, resumed, mine: true);
    }

    private ActionTicket Intend(GrainKey customer, CustomerState state, StoredAction action)
    {
        ActionLog.Intend(customer, state, action, clock.Now);
        return Ticket(customer, action, mine: true);
    }

    private Result<ActionTicket> Perform(GrainKey customer, CustomerState state, StoredAction action)
    {
        if (internals.Check(state, action) is { } fault)
            return fault;
        var now = clock.Now;
        ActionLog.Intend(customer, state, action, now);
        var outcome = internals.Perform(customer, state, action, now);
        var done = action with { Status = ActionStatus.Done, Evidence = outcome.Evidence, Output = outcome.Output, EndedAt = now };
        ActionLog.Close(customer, state, done, "action_completed", done.Actor, now);
        return Ticket(customer, done);
    }

    private ActionTicket Refuse(GrainKey customer, CustomerState state, StoredAction action, StoredAction? known, string reason)
    {
        var refused = action with { Status = ActionStatus.Refused, Evidence = reason, EndedAt = clock.Now };
        if (known is not { Status: ActionStatus.Refused } || known.Evidence != reason)
            ActionLog.Close(customer, state, refused, "action_refused", refused.Actor, clock.Now);
        return Ticket(customer, refused);
    }

    /// <summary>Written down and listed; nothing performs it while it waits.</summary>
    private static ActionTicket AwaitApproval(GrainKey customer, CustomerState state, StoredAction action, string reason)
    {
        var waiting = action with { Status = ActionStatus.PendingApproval, Evidence = reason, EndedAt = null, RetryAt = null };
        ActionLog.RequestApproval(customer, state, waiting);
        return Ticket(customer, waiting);
    }

    private static ActionTicket Ticket(GrainKey customer, StoredAction action, bool mine = false) => new(
        action.Id, customer.ToString(), action.Tool, action.Arguments, action.ArgumentsHash, action.Status, mine ? action.Lease.Epoch : 0,
        action.Lease.ExpiresAt, action.MayRepeat, action.Evidence, action.Output);

    private static string Shorten(string? evidence) => evidence is null ? "" : evidence.Length <= MaxEvidence ? evidence : evidence[..MaxEvidence];
}
