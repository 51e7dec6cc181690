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
public sealed class ActionProtocol(LeaseClock clock, GridOptions options, InternalActions internals)
{
    private const int MaxEvidence = 500;

    private static readonly ImmutableSortedDictionary<string, string> NoOutput = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Where Aegis waits for a kill switch to be taken off.</summary>
    private static readonly TimeSpan StoppedPause = TimeSpan.FromMinutes(1);

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

    /// <summary>Takes up what a crash cut short, what is to be looked up again, and what people agreed to and could not be done yet; returns the tickets to run.</summary>
    public ImmutableArray<ActionTicket> Resume(GrainKey customer, CustomerState state, PolicyInForce inForce)
    {
        var tickets = ImmutableArray.CreateBuilder<ActionTicket>();
        foreach (var action in state.Actions.ToArray())
            if (IsAbandoned(action) && Resume(customer, state, action, inForce) is { MustRun: true } ticket)
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
        ApprovalLog.Follow(customer, state, action, now);
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

    /// <summary>Has the approval know what came of the action, and what was parked at it go on.</summary>
    private void Follow(GrainKey customer, CustomerState state, StoredAction action, DateTimeOffset now)
    {
        if (action.ApprovalId is null)
            return;
        ApprovalLog.Follow(customer, state, action, now);
        if (action.Status == ActionStatus.Done)
            WorkflowRules.Unpark(customer, state, action.Tool, Progress.Aegis, clock.Holder, options, now);
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

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static ActionTicket Ticket(GrainKey customer, StoredAction action, bool mine = false) => new(
        action.Id, customer.ToString(), action.Tool, action.Arguments, action.ArgumentsHash, action.Status, mine ? action.Lease.Epoch : 0,
        action.Lease.ExpiresAt, action.MayRepeat, action.Evidence, action.Output, action.RetryAt - action.EndedAt, action.AgentId);

    private static string Shorten(string? evidence) => TextRules.Shorten(evidence ?? "", MaxEvidence);
}
