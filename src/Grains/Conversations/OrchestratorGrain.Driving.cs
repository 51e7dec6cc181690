using Aegis.Actors;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Grains.Actions;
using Aegis.Grains.Actors;
using Aegis.Grains.Agents;
using Aegis.Grains.Agents.Feedback;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Conversations;

// How turns are driven: a lease a turn, a worker that is not awaited, and a tick only while there is something to keep.
public sealed partial class OrchestratorGrain
{
    private const int FinishTries = 3;

    /// <summary>How long the actor of a turn is vouched for: several agents may work on it, one after the other.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromHours(1);

    private LiveTurn? _live;
    private CancellationTokenSource? _worker;
    private IGrainTimer? _tick;

    public Task<bool> ReportAsync(Actor actor, string turnId, long epoch, TurnStep step)
    {
        if (authority.Check(actor, Key, Right.Operate) is not null || !State.IsRunning(turnId, epoch))
            return Task.FromResult(false);
        // A worker outlives the activation that started it: the next one takes its steps.
        if (_live?.Epoch != epoch)
            _live = new(turnId, epoch, OwnReplies.Opening(State.Find(turnId)!, time.GetUtcNow()));
        _live.Add(step);
        _change.Announce();
        return Task.FromResult(!State.TakenOver);
    }

    public async Task<Result<Done>> FinishTurnAsync(Actor actor, string turnId, long epoch, Reply? reply, bool lost)
    {
        if (authority.Check(actor, Key, Right.Operate) is { } refusal)
            return refusal;
        if (!State.IsRunning(turnId, epoch))
            return Done.Instance;
        var opening = _live?.Epoch == epoch ? _live.Steps.Take(2) : OwnReplies.Opening(State.Find(turnId)!, time.GetUtcNow());
        var turn = State.Find(turnId)!;
        State.EndRunning(reply is null ? null : reply with { Steps = [.. opening, .. reply.Steps] }, lost, time.GetUtcNow(), attempt => WorkflowRules.Pause(attempt, options));
        if (FeedbackRules.Later(Key, turn, reply?.Again, time.GetUtcNow()) is { } later && State.Find(later.Id) is null)
            State.Add(later);
        Announce(turnId, reply is null ? "attempt_failed" : State.Find(turnId) is { Status: TurnStatus.Queued } ? "put_off" : "answered");
        foreach (var piece in State.Turns.Where(t => t.AnsweredWith == turnId && t.IsEnded))
            Announce(piece.Id, "answered");
        await GoOnAsync();
        if (State.Find(turnId) is { IsEnded: true } ended)
            GridMeter.Ended(ended, time.GetUtcNow());
        return Done.Instance;
    }

    public async Task<Result<Done>> ResumeWorkflowAsync(Actor actor, string workflowId, int attempt)
    {
        if (authority.Check(actor, Key, Right.Operate) is { } refusal)
            return refusal;
        var turnId = DerivedId.Of("turn", Key.ToString(), "workflow", workflowId, attempt.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (State.Find(turnId) is not null || !await ExistsAsync())
            return Done.Instance;
        var route = new Route(Router.OnboardingAgent, Intents.ResumeWorkflow, null, $"Workflow {workflowId} is due, attempt {attempt}.");
        State.Add(new(turnId, null, "aegis", Role.System, route, time.GetUtcNow(), WorkflowId: workflowId));
        await GoOnAsync();
        return Done.Instance;
    }

    /// <summary>A command may come after the customer was erased: then there is nothing to carry on.</summary>
    private async Task<bool> ExistsAsync() =>
        (await GrainFactory.GetGrain<ICustomerGrain>(Key.ToString()).GetAsync(Aegis)).Refusal?.Kind != RefusalKind.NotFound;

    public async Task WakeAsync()
    {
        // Woken for something that is not known here: a commit in doubt landed after the state was read. The next wake reads it.
        if (State.NextDueAt is null)
            DeactivateOnIdle();
        else
            await DriveDueAsync();
    }

    /// <summary>A process told to stop has its turns come due soon: a worker that is nearly done still ends its turn, through the activation that comes next, and nobody waits out the lease of one that is not. An attempt that others cut short does not count.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (reason.ReasonCode != DeactivationReasonCode.ShuttingDown || _worker is null || State.Running is not { } running || leases.IsVoid(running.Lease))
            return;
        State.HandOver(leases.Grant(running.Lease.Epoch, options.HandOver));
        await CommitAsync();
    }

    /// <summary>Takes up what a crash or a failure left, and sees that somebody comes back for the rest.</summary>
    private async Task DriveDueAsync()
    {
        var reclaimed = State.Reclaim(leases);
        if (reclaimed || State.Running is null && State.MayBegin(leases.Now))
            await GoOnAsync();
        else
            KeepTicking();
    }

    /// <summary>Begins what may begin, commits everything that was changed, and only then lets a worker start.</summary>
    private async Task GoOnAsync()
    {
        var begun = State.BeginNext(leases, options.TurnLease, Read, turn => refiner.Wants(turn.Route, State.MessageOf(turn)));
        foreach (var turn in begun)
            Announce(turn.Id, SnakeCase.Of(turn.Status), turn.Route.Intent);
        await CommitAsync();
        foreach (var turn in begun.Where(t => t.IsEnded))
            GridMeter.Ended(turn, time.GetUtcNow());
        if (State.Running is null)
            StopWorker();
        else if (begun.Exists(t => t.Id == State.Running.TurnId))
            StartWorker(State.Running);
        KeepTicking();
    }

    private async Task CommitAsync()
    {
        TurnLog.Record(Key, State, _committed, _takenOver, _attendedAt);
        await conversation.WriteOrDeactivateAsync(DeactivateOnIdle);
        Publish();
    }

    private void Publish()
    {
        _committed = [.. State.Turns];
        (_takenOver, _wheel, _attendedAt) = (State.TakenOver, State.Wheel, State.AttendedAt);
        _change.Announce();
    }

    private void StartWorker(RunningTurn running)
    {
        StopWorker();
        var turn = State.Find(running.TurnId)!;
        _live = new(turn.Id, running.Lease.Epoch, OwnReplies.Opening(turn, time.GetUtcNow()));
        _worker = new();
        _change.Announce();
        var work = new TurnWork(
            Key.ToString(), turn.Id, running.Lease.Epoch, authority.Sign(turn.ActorId, turn.ActorRole, Key.Workspace, LongestTurn), State.MessageOf(turn), turn.Route, turn.WorkflowId, turn.EpisodeId, turn.Finding,
            State.PastedKeysOf(turn), FeedbackRules.Describe(State, turn), State.SaidBefore(turn), State.MemoryOf(turn), turn.Slot, ActionId: turn.ActionId, Worker: Aegis);
        // Not awaited: the call that started the turn answers at once, and the lease answers for the worker.
        _ = DriveAsync(work, route => OwnReplies.Part(turn with { Route = route }, time.GetUtcNow()), this.AsReference<IOrchestratorGrain>(), _worker.Token);
    }

    private void StopWorker()
    {
        _worker?.Cancel();
        _worker?.Dispose();
        _worker = null;
        _live = null;
    }

    /// <summary>A silo or the database went away under the attempt: the turn itself may be as good as any.</summary>
    private static bool IsLost(Exception failure) =>
        failure is OrleansException or TimeoutException or OperationCanceledException || Outage.IsIn(failure);

    private async Task DriveAsync(TurnWork work, Func<Route, Reply?> own, IOrchestratorGrain self, CancellationToken cancellationToken)
    {
        Reply? reply = null;
        var lost = false;
        try
        {
            reply = await RunAgentsAsync(work, own, self, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            lost = IsLost(failure);
            LogAttemptFailed(failure, work.CustomerKey, work.TurnId, work.Epoch);
        }

        // Through the front door, so that it takes its turn with other calls and survives an activation that left.
        for (var tries = 1; ; tries++)
        {
            try
            {
                await self.FinishTurnAsync(work.Worker!, work.TurnId, work.Epoch, reply, lost);
                await SummariseAsync(self);
                return;
            }
            catch (Exception failure)
            {
                LogNotFinished(failure, work.CustomerKey, work.TurnId, work.Epoch);
                if (tries == FinishTries)
                    return;
            }
        }
    }

    /// <summary>Has the agents of a turn work one after the other, each on its own intent, as long as the turn is theirs and nobody took over.</summary>
    /// <param name="own">What the orchestrator says first, when the message's first intent is its own.</param>
    private async Task<Reply> RunAgentsAsync(TurnWork work, Func<Route, Reply?> own, IOrchestratorGrain self, CancellationToken cancellationToken)
    {
        (work, var read) = await RefineAsync(work, self, cancellationToken);
        var first = own(work.Route) ?? await GrainFactory.GetAgent(work.Route.Agent).RunAsync(work, cancellationToken);
        List<Reply> replies = [first with { Steps = [.. read, .. first.Steps] }];
        foreach (var further in work.Route.Also ?? [])
        {
            var step = new TurnStep(StepType.Orchestrator, Router.Orchestrator, $"Also {further.Intent}, to {further.Agent}.", time.GetUtcNow(), 0);
            if (!await self.ReportAsync(work.Worker!, work.TurnId, work.Epoch, step))
                break;
            var part = work with { Route = work.Route with { Agent = further.Agent, Intent = further.Intent, Also = null } };
            var reply = await GrainFactory.GetAgent(further.Agent).RunAsync(part, cancellationToken);
            replies.Add(reply with { Steps = [step, .. reply.Steps] });
        }

        return MergedReply.Of(replies);
    }

    /// <summary>Renews the lease while a turn runs here, else waits for it to end, or for the next attempt; nothing ticks otherwise.</summary>
    private void KeepTicking()
    {
        _tick?.Dispose();
        _tick = null;
        if (NextTick() is not { } due)
            return;
        due = due > TimeSpan.Zero ? due : TimeSpan.FromMilliseconds(1);
        DelayDeactivation(due + options.TurnLease);
        _tick = this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(due, due));
    }

    private TimeSpan? NextTick() => State switch
    {
        { Running: not null } when _worker is not null => options.TurnLease / 3,
        { Running: { } running } => running.Lease.ExpiresAt - leases.Now,
        { TakenOver: false, RetryAt: { } retryAt } => retryAt - leases.Now,
        _ => null,
    };

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        if (State.Running is { } running && _worker is not null && _live?.Epoch == running.Lease.Epoch && !leases.IsVoid(running.Lease))
        {
            State.Running = running with { Lease = leases.Grant(running.Lease.Epoch, options.TurnLease) };
            await CommitAsync();
            DelayDeactivation(options.TurnLease);
            return;
        }

        await DriveDueAsync();
    }

    private void Announce(string turnId, string status, string? intent = null) =>
        State.Journal.Send(new("turn", Key.ToString(), time.GetUtcNow(), JsonText.Object(("turnId", turnId), ("status", status), ("intent", intent))));

    [LoggerMessage(Level = LogLevel.Warning, Message = "An attempt at turn {TurnId} of {CustomerKey}, epoch {Epoch}, failed.")]
    private partial void LogAttemptFailed(Exception failure, string customerKey, string turnId, long epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of turn {TurnId} of {CustomerKey}, epoch {Epoch}, could not be stored.")]
    private partial void LogNotFinished(Exception failure, string customerKey, string turnId, long epoch);
}
