using Aegis.Actions;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Grains.Catalogue;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Agents;

/// <summary>Makes the moves of one turn: calls the customer's grain, performs what is begun, and reports each tool call as a step.</summary>
public sealed class ToolBox(IGrainFactory grains, IReadOnlyList<ILook> looks, ToolCatalogue catalogue, TimeProvider time, TurnWork work)
{
    private const int MaxLooks = 40;
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(250);

    private readonly ICustomerGrain _customer = grains.GetGrain<ICustomerGrain>(work.CustomerKey);
    private readonly IOrchestratorGrain _orchestrator = grains.GetGrain<IOrchestratorGrain>(work.CustomerKey);
    private readonly List<TurnStep> _steps = [];

    public IGrainFactory Grains => grains;

    /// <summary>The steps reported so far.</summary>
    public ImmutableArray<TurnStep> Steps => [.. _steps];

    /// <summary>Reports that the agent has the turn.</summary>
    public Task<Facts> OpenAsync() =>
        ReportAsync(Facts.Of(work), new(StepType.Agent, work.Route.Agent, $"Works on {work.Route.Intent}.", time.GetUtcNow(), 0));

    public Task<Facts> MakeAsync(Move move, Facts facts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return move switch
        {
            Move.ReadProfile => ReadProfileAsync(facts),
            Move.Look look => LookAsync(facts, look, cancellationToken),
            Move.StartWorkflow start => StartWorkflowAsync(facts, start),
            Move.Act act => ActAsync(facts, act, cancellationToken),
            _ => Task.FromResult(facts),
        };
    }

    private async Task<Facts> ReadProfileAsync(Facts facts)
    {
        var watch = new StepWatch(time);
        var profile = await _customer.GetAsync(work.Actor);
        var keys = await _customer.ListKeysAsync(work.Actor);
        var actions = await _customer.ListActionsAsync(work.Actor);
        if ((profile.Refusal ?? keys.Refusal ?? actions.Refusal) is { } refusal)
            return await ReportAsync(facts with { Halt = new(HaltKind.Refused, refusal.Message) }, watch.Step(Tools.GetCustomerProfile, refusal.Message));
        var customer = profile.Value!;
        return await ReportAsync(
            facts with { Profile = customer, Keys = keys.Value, History = actions.Value },
            watch.Step(Tools.GetCustomerProfile, $"Tier {SnakeCase.Of(customer.Tier)}, stage {SnakeCase.Of(customer.Stage)}, {keys.Value.Length} {(keys.Value.Length == 1 ? "key" : "keys")}, version {customer.Version}."));
    }

    private async Task<Facts> LookAsync(Facts facts, Move.Look move, CancellationToken cancellationToken)
    {
        var watch = new StepWatch(time);
        var request = new LookRequest(grains, facts, move.Arguments);
        var finding = looks.FirstOrDefault(l => l.Tool == move.Tool) is { } look ? await look.LookAsync(request, cancellationToken)
            : catalogue.SourceOf(move.Tool) is { } source ? await source.LookAsync(move.Tool, request, cancellationToken)
            : throw new InvalidOperationException($"There is no tool '{move.Tool}' that looks.");
        return await ReportAsync(facts with { Findings = facts.Findings.Add(finding) }, watch.Step(move.Tool, finding.Details));
    }

    private async Task<Facts> StartWorkflowAsync(Facts facts, Move.StartWorkflow start)
    {
        var workflow = await _customer.StartWorkflowAsync(work.Actor, start.Kind, work.TurnId);
        return workflow.Ok ? facts with { Workflow = workflow.Value } : facts with { Halt = new(HaltKind.Refused, workflow.Refusal.Message) };
    }

    private async Task<Facts> ActAsync(Facts facts, Move.Act act, CancellationToken cancellationToken)
    {
        var watch = new StepWatch(time);
        var begun = await BeginAsync(new(act.OperationId, work.Route.Agent, act.Tool, act.Arguments), cancellationToken);
        if (!begun.Ok)
            return await ReportAsync(facts with { Halt = new(HaltKind.Refused, begun.Refusal.Message) }, watch.Step(act.Tool, begun.Refusal.Message));

        var record = begun.Value.MustRun
            ? await grains.GetGrain<IActionRunner>(0).RunAsync(begun.Value, cancellationToken)
            : Settled(begun.Value);
        facts = facts with { Taken = facts.Taken.Add(record) };
        if (act.WorkflowStep is { } step)
            facts = await AdvanceAsync(facts, record, step);
        return await ReportAsync(facts, watch.Step(act.Tool, $"{SnakeCase.Of(record.Status)}: {record.Evidence}", record.Id));
    }

    /// <summary>Where somebody else performs the action already, as after a crash, waits a while for its outcome.</summary>
    private async Task<Result<ActionTicket>> BeginAsync(ActionProposal proposal, CancellationToken cancellationToken)
    {
        for (var looks = 1; ; looks++)
        {
            var begun = await _customer.BeginActionAsync(work.Actor, proposal);
            if (begun.Value is not { Status: ActionStatus.InFlight, MustRun: false } || looks == MaxLooks)
                return begun;
            await Task.Delay(LookPause, time, cancellationToken);
        }
    }

    private async Task<Facts> AdvanceAsync(Facts facts, ActionRecord record, int step)
    {
        var verdict = StepVerdict.Of(record);
        var halt = StepVerdict.Halt(record, verdict);
        var moved = await _customer.AdvanceWorkflowAsync(work.Actor, facts.Workflow!.Id, new(step, verdict, halt?.Reason, record.RetryAfter));
        if (!moved.Ok)
            return facts with { Halt = new(HaltKind.Refused, moved.Refusal.Message) };
        if (halt is { Kind: HaltKind.Later } && moved.Value.Status == WorkflowStatus.Parked)
            halt = halt with { Kind = HaltKind.Parked };
        return facts with { Workflow = moved.Value, Halt = halt };
    }

    private ActionRecord Settled(ActionTicket ticket)
    {
        var now = time.GetUtcNow();
        return new(ticket.ActionId, GrainKey.Parse(work.CustomerKey).CustomerId, ticket.Tool, ticket.Status, ticket.Evidence, ticket.Output, now, now, ticket.RetryAfter);
    }

    /// <summary>Reports a step; a turn that is no longer the agent's comes back halted.</summary>
    public async Task<Facts> ReportAsync(Facts facts, TurnStep step)
    {
        _steps.Add(step);
        var goOn = await _orchestrator.ReportAsync(work.Worker!, work.TurnId, work.Epoch, step);
        return goOn ? facts : facts with { Halt = new(HaltKind.Stopped, "The turn was taken over.") };
    }
}

/// <summary>Times one step.</summary>
internal readonly struct StepWatch(TimeProvider time)
{
    private readonly DateTimeOffset _at = time.GetUtcNow();
    private readonly long _start = time.GetTimestamp();

    public TurnStep Step(string tool, string details, string? actionId = null) =>
        new(StepType.Tool, tool, details, _at, Math.Round(time.GetElapsedTime(_start).TotalMilliseconds, 3), actionId);
}
