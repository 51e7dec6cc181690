using Aegis.Actions;
using Aegis.Actors;
using Aegis.Customers;
using Aegis.Grains.Actions;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Grains.Interventions;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Customers;

public sealed partial class CustomerGrain
{
    public async Task<Result<ActionTicket>> BeginActionAsync(Actor actor, ActionProposal proposal)
    {
        if (Guard(actor, Right.Act) is { } refusal)
            return refusal;
        var begun = await BeginAsync(actor, proposal);
        return begun.Ok ? services.Authority.Seal(begun.Value) : begun;
    }

    public async Task<Result<ActionRecord>> CompleteActionAsync(Actor actor, string actionId, long epoch, ActionOutcome outcome)
    {
        if (services.Authority.Check(actor, _key, Right.Operate) is { } refusal)
            return refusal;
        return await ChangeAndCommitAsync(_ => services.Actions.Complete(_key, State, actionId, epoch, outcome));
    }

    public Task<Result<ImmutableArray<ActionRecord>>> ListActionsAsync(Actor actor)
    {
        if (Guard(actor, Right.Read) is { } refusal)
            return Task.FromResult<Result<ImmutableArray<ActionRecord>>>(refusal);
        return Task.FromResult<Result<ImmutableArray<ActionRecord>>>(
            State.Actions.Select(action => action.ToRecord(_key.CustomerId)).ToImmutableArray());
    }

    public async Task<Result<ActionRecord>> SettleActionAsync(Actor actor, string actionId, bool happened, string note)
    {
        if (Guard(actor, Right.Decide) is { } refusal)
            return refusal;
        return await ChangeAndCommitAsync(_ => services.Actions.Settle(_key, State, actor, actionId, happened, note));
    }

    public async Task<Result<Workflow>> StartWorkflowAsync(Actor actor, string kind, string turnId)
    {
        if (Guard(actor, Right.Act) is { } refusal)
            return refusal;
        return await ChangeAndCommitAsync(now =>
            WorkflowRules.Start(_key, State, kind, turnId, actor.ToString(), services.Clock.Grant(0, services.Options.WorkflowLease), now));
    }

    public async Task<Result<Workflow>> AdvanceWorkflowAsync(Actor actor, string workflowId, WorkflowStepResult result)
    {
        if (Guard(actor, Right.Act) is { } refusal)
            return refusal;
        return await ChangeAndCommitAsync(now => WorkflowRules.Advance(
            _key, State, workflowId, result, actor.ToString(), services.Clock.Grant(0, services.Options.WorkflowLease), services.Options, now));
    }

    public async Task WakeAsync()
    {
        var now = services.Clock.Now;
        if (!State.IsAlive)
        {
            await WakeWithoutCustomerAsync();
            return;
        }

        var inForce = await services.Policy.ReadAsync(_key.Workspace);
        var tickets = Change(() =>
        {
            services.Approvals.Expire(_key, State);
            var resumed = services.Actions.Resume(_key, State, inForce);
            WorkflowRules.Resume(_key, State, services.Clock, services.Options);
            InterventionRules.Resume(_key, State, services.Clock, services.Options);
            return resumed;
        });
        var facts = CustomerView.Facts(State, Activity, now);
        var changed = State.Journal.Ledger.Count > 0 || IsDue(facts, HealthRules.Judge(facts));
        if (changed)
            await CommitAsync(now);
        var evaluates = Activity.EvaluateAt <= now;
        if (evaluates)
            await CommitActivityAsync(now);
        // Woken for something that is not known here: a commit in doubt landed after the states were read. The next wake reads them.
        if (!changed && !evaluates)
            DeactivateOnIdle();
        foreach (var ticket in tickets)
            _ = RunAsync(ticket);
    }

    /// <summary>What is due of a customer that is being erased, or was never completely imported.</summary>
    private async Task WakeWithoutCustomerAsync()
    {
        if (State is { ErasingSince: not null, ErasedAt: null })
            await FinishErasureAsync();
        else if (activity.RecordExists)
            await activity.ClearOrDeactivateAsync(DeactivateOnIdle);
    }

    /// <summary>Not awaited by the turn that starts it: the runner calls back, and nothing here waits for a provider.</summary>
    private async Task RunAsync(ActionTicket ticket)
    {
        try
        {
            await GrainFactory.GetGrain<IActionRunner>(0).RunAsync(services.Authority.Seal(ticket), CancellationToken.None);
        }
        catch (Exception failure)
        {
            // The lease still stands: when it expires the action is taken up again.
            LogRunFailed(services.Logger, ticket.ActionId, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Action {ActionId} was not completed; it is taken up again when its lease expires.")]
    private static partial void LogRunFailed(ILogger logger, string actionId, Exception failure);
}
