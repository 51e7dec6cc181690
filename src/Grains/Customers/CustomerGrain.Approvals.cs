using Aegis.Actions;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Grains.Actions;
using Aegis.Grains.Actors;
using Aegis.Grains.Approvals;
using Aegis.Grains.Keys;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Customers;

public sealed partial class CustomerGrain
{
    public async Task<Result<Approval>> RequestApprovalAsync(Actor actor, ActionProposal proposal, string? note)
    {
        // A customer asks in its conversation, where an agent proposes what fits.
        if ((services.Authority.Check(actor, Right.Act) ?? Guard(actor, Right.Act) ?? ApprovalRules.CheckNotes(note)) is { } refusal)
            return refusal;
        var begun = await BeginAsync(actor, Masked(proposal), alwaysAsks: true, Masked(note));
        if (!begun.Ok)
            return begun.Refusal;
        return ActionLog.Find(State, begun.Value.ActionId) is { } action && ApprovalLog.OfAction(State, action) is { } approval
            ? ApprovalProtocol.Show(State, approval)
            : new Refusal(begun.Value.Status == ActionStatus.Refused ? RefusalKind.Forbidden : RefusalKind.Conflict, begun.Value.Evidence, "actionType");
    }

    public Task<Result<Approval>> GetApprovalAsync(Actor actor, string approvalId) => Task.FromResult<Result<Approval>>(
        (services.Authority.Check(actor, Right.Read) ?? Guard(actor, Right.Read)) is { } refusal ? refusal
        : ApprovalLog.Find(State, approvalId) is { } approval ? ApprovalProtocol.Show(State, approval)
        : ApprovalRules.NoApproval(approvalId));

    public Task<Result<ImmutableArray<Approval>>> ListApprovalsAsync(Actor actor) => Task.FromResult<Result<ImmutableArray<Approval>>>(
        (services.Authority.Check(actor, Right.Read) ?? Guard(actor, Right.Read)) is { } refusal
            ? refusal
            : State.Approvals?.Select(approval => ApprovalProtocol.Show(State, approval)).ToImmutableArray() ?? []);

    public async Task<Result<Approval>> ApproveAsync(Actor actor, string approvalId, ApprovalDecision decision)
    {
        if (Guard(actor, Right.Decide) is { } refusal)
            return refusal;
        var inForce = await services.Policy.ReadAsync(_key.Workspace);
        return await DecideAsync(() => services.Approvals.Approve(_key, State, actor, approvalId, Masked(decision), inForce));
    }

    public Task<Result<Approval>> RejectAsync(Actor actor, string approvalId, ApprovalDecision decision) =>
        Guard(actor, Right.Decide) is { } refusal
            ? Task.FromResult<Result<Approval>>(refusal)
            : DecideAsync(() => services.Approvals.Reject(_key, State, actor, approvalId, Masked(decision)));

    public async Task<Result<Approval>> EditApprovalAsync(Actor actor, string approvalId, ApprovalChange change)
    {
        if (Guard(actor, Right.Decide) is { } refusal)
            return refusal;
        var inForce = await services.Policy.ReadAsync(_key.Workspace);
        return await DecideAsync(() => services.Approvals.Edit(_key, State, actor, approvalId, change with { Arguments = Masked(change.Arguments), Notes = Masked(change.Notes) }, inForce));
    }

    public Task<Result<Approval>> CommentOnApprovalAsync(Actor actor, string approvalId, string text) =>
        (services.Authority.Check(actor, Right.Act) ?? Guard(actor, Right.Act)) is { } refusal
            ? Task.FromResult<Result<Approval>>(refusal)
            : DecideAsync(() => services.Approvals.Comment(_key, State, actor, approvalId, Masked(text) ?? ""));

    // What people write is kept and listed, and keys get pasted anywhere.
    private static string? Masked(string? text) => text is null ? null : SecretMask.Apply(text);

    private static ApprovalDecision Masked(ApprovalDecision decision) => decision with { Notes = Masked(decision.Notes) };

    private static ActionProposal Masked(ActionProposal proposal) => proposal with { Arguments = Masked(proposal.Arguments) };

    private static ImmutableSortedDictionary<string, string> Masked(ImmutableSortedDictionary<string, string>? arguments) =>
        (arguments ?? ImmutableSortedDictionary<string, string>.Empty).ToImmutableSortedDictionary(a => a.Key, a => SecretMask.Apply(a.Value), StringComparer.Ordinal);

    /// <summary>Commits what was decided, and only then has the action run; a crash in between is repaired when its lease comes due.</summary>
    private async Task<Result<Approval>> DecideAsync(Func<ApprovalProtocol.Decided> decide)
    {
        var decided = await ChangeAndCommitAsync(_ => decide());
        if (decided.Ticket is { } ticket)
            _ = RunAsync(ticket);
        return decided.Answer;
    }

    private async Task<Result<ActionTicket>> BeginAsync(Actor actor, ActionProposal proposal, bool alwaysAsks = false, string? note = null)
    {
        var inForce = await services.Policy.ReadAsync(_key.Workspace);
        if (services.Actions.PlacesFor(_key, State, actor, proposal, inForce) is { } place
            && !await services.Policy.TakePlaceAsync(_key.Workspace, proposal.Tool, place.ActionId, place.Places))
            inForce = inForce with { DayIsFull = true };
        return await ChangeAndCommitAsync(now => services.Actions.Begin(_key, State, actor, proposal, new Asking(inForce, () => Snapshot(now), alwaysAsks, note)));
    }

    private CustomerThen Snapshot(DateTimeOffset now)
    {
        var customer = View(now);
        return new(
            now, customer.Tier, customer.Stage, customer.Health.Status, customer.Health.EngagementScore, customer.TotalApiCalls, customer.ErrorRate, customer.UsageTrend,
            State.Keys.Count(key => key.IsActive));
    }
}
