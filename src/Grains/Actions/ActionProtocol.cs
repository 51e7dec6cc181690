using System.Globalization;
using Aegis.Actions;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Grains.Actors;
using Aegis.Grains.Approvals;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Actions;

/// <summary>Decides proposals and takes outcomes in. Works on the state in memory; the grain writes what the journal then holds, in one commit.</summary>
public sealed partial class ActionProtocol(LeaseClock clock, GridOptions options, InternalActions internals)
{
    private static readonly ImmutableSortedDictionary<string, string> NoOutput = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The decision on a proposal: settled already, refused, put off, left to people, performed here, or intended under a lease for the caller to run.</summary>
    public Result<ActionTicket> Begin(GrainKey customer, CustomerState state, Actor actor, ActionProposal proposal, Asking asking)
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
            if (known.Tool != action.Tool || (ToolTraits.OnceFor(action.Tool) is null && (known.ProposedHash ?? ActionFacts.ProposedHash(known.Tool, known.Arguments)) != ArgumentsHash.Of(action.Tool, proposed.Value)))
                return new Refusal(RefusalKind.Conflict, $"The operation '{TextRules.Show(proposal.OperationId)}' was begun as {known.Tool} with other arguments: use another operation id.", "operationId");
            if (Standing(customer, state, known) is { } ticket)
                return ticket;
            action = action with { Lease = clock.Grant(known.Lease.Epoch + 1, options.ActionLease), MayRepeat = known.MayRepeat };
        }
        else if (ActionEffects.Existing(state, proposal) is { } existing)
            return Ticket(customer, action with { Status = ActionStatus.AlreadyDone, Evidence = existing.Evidence, Output = existing.Output });

        var decision = Weigh(customer, state, actor.Role, proposal.AgentId, action, asking.InForce);
        if (asking.AlwaysAsks && decision.Verdict is PolicyVerdict.Run or PolicyVerdict.Wait)
            decision = new(PolicyVerdict.NeedsApproval, $"{actor} asks for a person's decision.") { Approvals = 1 };
        return decision.Verdict switch
        {
            PolicyVerdict.Run when ToolTraits.IsInternal(action.Tool) => Perform(customer, state, action),
            PolicyVerdict.Run => Intend(customer, state, action),
            PolicyVerdict.Refused => Refuse(customer, state, action, known, decision.Reason),
            PolicyVerdict.Wait => Delay(customer, state, action, known, decision),
            _ => AwaitApproval(customer, state, actor, action, known, decision, asking),
        };
    }

    /// <summary>What policy says of an action of the customer as it is now.</summary>
    public PolicyDecision Weigh(GrainKey customer, CustomerState state, Role role, string? agentId, StoredAction action, PolicyInForce inForce) => PolicyRules.Decide(
        inForce.Policy,
        new(role, agentId, customer.CustomerId, action.Tool, action.Arguments, state.Tier, clock.Now, state.TimeZone,
            ActionCounts.Today(state, action, clock.Now), ActionCounts.ContactsToday(state, action, clock.Now), ActionCounts.ContactsThisWeek(state, action, clock.Now), inForce.DayIsFull)
        {
            Switches = inForce.Switches,
        });

    /// <summary>The workspace's places of the day that this proposal would take one of, and its action's id; null where they are not counted.</summary>
    public (string ActionId, int Places)? PlacesFor(GrainKey customer, CustomerState state, Actor actor, ActionProposal proposal, PolicyInForce inForce)
    {
        if (inForce.Policy.RulesOf(proposal?.Tool ?? "").All(rule => rule.PerDay is null) || OperationRules.Check(proposal) is not null || ToolArguments.Check(proposal!) is not { Ok: true } proposed)
            return null;
        var action = Draft(customer, state, actor, proposal!, proposed.Value);
        return Weigh(customer, state, actor.Role, proposal!.AgentId, action, inForce).Places is { } places ? (action.Id, places) : null;
    }

    /// <summary>Why the customer's own state does not allow an action that is performed in it; null for others.</summary>
    public Refusal? CheckInternals(CustomerState state, StoredAction action) => ToolTraits.IsInternal(action.Tool) ? internals.Check(state, action) : null;

    /// <summary>A waiting action with other arguments, or the refusal that names the one at fault.</summary>
    public Result<StoredAction> Edit(CustomerState state, StoredAction known, ImmutableSortedDictionary<string, string> arguments)
    {
        var proposed = ToolArguments.Check(new(known.OperationId, known.AgentId, known.Tool, arguments));
        if (!proposed.Ok)
            return proposed.Refusal;
        var complete = ActionFacts.Complete(known.Tool, proposed.Value, state, options.TrialDays);
        var edited = known with { Arguments = complete, ArgumentsHash = ArgumentsHash.Of(known.Tool, complete), ProposedHash = known.ProposedHash ?? ActionFacts.ProposedHash(known.Tool, known.Arguments) };
        return CheckInternals(state, edited) is { } fault ? fault : edited;
    }

    /// <summary>Begins what people agreed to: performed here, or intended under a lease, with the ticket to run once that is committed.</summary>
    public ActionTicket? Release(GrainKey customer, CustomerState state, StoredAction action, PolicyDecision policy)
    {
        var released = action with { Status = ActionStatus.InFlight, Lease = clock.Grant(action.Lease.Epoch + 1, options.ActionLease), Evidence = "", EndedAt = null, RetryAt = null };
        if (policy.Verdict == PolicyVerdict.Wait)
        {
            Delay(customer, state, released, null, policy);
            return null;
        }

        if (!ToolTraits.IsInternal(action.Tool))
            return Intend(customer, state, released) is { MustRun: true } ticket ? ticket : null;
        Perform(customer, state, released);
        return null;
    }

    private StoredAction Draft(GrainKey customer, CustomerState state, Actor actor, ActionProposal proposal, ImmutableSortedDictionary<string, string> proposed)
    {
        var operation = OperationRules.OperationOf(customer, state, proposal);
        var arguments = ActionFacts.Complete(proposal.Tool, proposed, state, options.TrialDays);
        return new(
            OperationRules.ActionId(customer, operation), operation, proposal.Tool, arguments, ArgumentsHash.Of(proposal.Tool, arguments),
            AccessRules.Name(actor, proposal.AgentId), ActionStatus.InFlight, clock.Grant(1, options.ActionLease), MayRepeat: false,
            Evidence: "", NoOutput, clock.Now, EndedAt: null, RetryAt: null, AgentId: proposal.AgentId);
    }

    /// <summary>The ticket for an action that needs no new decision, or null when it is to be decided again.</summary>
    private ActionTicket? Standing(GrainKey customer, CustomerState state, StoredAction known) => known.Status switch
    {
        ActionStatus.Done => Ticket(customer, known with { Status = ActionStatus.AlreadyDone }),
        ActionStatus.InFlight when !clock.IsVoid(known.Lease) => Ticket(customer, known),
        ActionStatus.InFlight => TakeUp(customer, state, known),
        ActionStatus.Unknown when known.RetryAt is not null => TakeUp(customer, state, known),
        ActionStatus.Unknown or ActionStatus.PendingApproval => Ticket(customer, known),
        ActionStatus.Failed when known.DueAt is not null => Ticket(customer, known),
        _ => null,
    };

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
        Follow(customer, state, done, now);
        return Ticket(customer, done);
    }

    private ActionTicket Refuse(GrainKey customer, CustomerState state, StoredAction action, StoredAction? known, string reason)
    {
        var refused = action with { Status = ActionStatus.Refused, Evidence = reason, EndedAt = clock.Now };
        if (known is not { Status: ActionStatus.Refused } || known.Evidence != reason)
            ActionLog.Close(customer, state, refused, "action_refused", refused.Actor, clock.Now);
        return Ticket(customer, refused);
    }

    /// <summary>Not now: written down once, and worth proposing again later.</summary>
    private ActionTicket Delay(GrainKey customer, CustomerState state, StoredAction action, StoredAction? known, PolicyDecision decision)
    {
        var delayed = action with { Status = ActionStatus.Failed, Evidence = decision.Reason, EndedAt = clock.Now, RetryAt = decision.Until };
        if (known is not { Status: ActionStatus.Failed } || known.RetryAt != delayed.RetryAt)
            ActionLog.Close(customer, state, delayed, "action_delayed", delayed.Actor, clock.Now);
        ApprovalLog.Follow(customer, state, delayed, clock.Now);
        return Ticket(customer, delayed);
    }

    /// <summary>Written down and listed; nothing performs it while it waits.</summary>
    private Result<ActionTicket> AwaitApproval(
        GrainKey customer, CustomerState state, Actor actor, StoredAction action, StoredAction? known, PolicyDecision decision, Asking asking)
    {
        if (CheckInternals(state, action) is { } fault)
            return fault;
        if (state.Approvals?.Count(a => a.IsPending) >= ApprovalRules.MaxPending)
            return Refuse(customer, state, action, known, $"{ApprovalRules.MaxPending} requests about this customer wait for people already: those are decided first.");
        var approvalId = DerivedId.Of("apr", action.Id, action.Lease.Epoch.ToString(CultureInfo.InvariantCulture));
        var waiting = action with { Status = ActionStatus.PendingApproval, Evidence = decision.Reason, Output = NoOutput.Add("approval_id", approvalId), EndedAt = null, RetryAt = null, ApprovalId = approvalId };
        ActionLog.RequestApproval(customer, state, waiting, ApprovalRules.Ask(customer, state, actor, waiting, decision, asking.InForce.Policy, asking.Then(), asking.Note, clock.Now));
        return Ticket(customer, waiting);
    }

    private static ActionTicket Ticket(GrainKey customer, StoredAction action, bool mine = false) => new(
        action.Id, customer.ToString(), action.Tool, action.Arguments, action.ArgumentsHash, action.Status, mine ? action.Lease.Epoch : 0,
        action.Lease.ExpiresAt, action.MayRepeat, action.Evidence, action.Output, action.RetryAt - action.EndedAt, action.AgentId);
}
