using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Simulation;
using Microsoft.Extensions.Logging;

namespace Aegis.Grains.Simulation;

/// <inheritdoc cref="ISimulatorGrain"/>
[GrainType("simulator")]
public sealed partial class SimulatorGrain(
    [PersistentState("run")] IPersistentState<SimulationState> run,
    IActorAuthority authority,
    LeaseClock leases,
    GridOptions options,
    TimeProvider time,
    ILogger<SimulatorGrain> logger) : Grain, ISimulatorGrain
{
    /// <summary>Operations between two commits: what is done again, harmlessly, after a crash.</summary>
    private const int Chunk = 32;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private IGrainTimer? _timer;
    private SimulatedCustomer[] _customers = [];

    private SimulationState State => run.State;

    private GrainKey Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        GoOn();
        return Task.CompletedTask;
    }

    public async Task<Result<SimulationRun>> StartAsync(Actor actor, int seed, int customers)
    {
        if ((authority.Check(actor, Key, Right.Report) ?? SimulationRules.Check(options.AllowsSimulation, customers)) is { } refusal)
            return refusal;
        if (State.StartedAt is null)
        {
            // Noted first: a list with a run that never started is one that nobody misses.
            var list = GrainFactory.GetGrain<ISimulationListGrain>(new GrainKey(Key.Workspace, "$simulations").ToString());
            if ((await list.NoteAsync(authority.Sign("simulator", Role.System, Key.Workspace), Key.CustomerId)).Refusal is { } unnoted)
                return unnoted;
            (State.Seed, State.Customers, State.StartedAt) = (seed, customers, leases.Now);
            await CommitAsync();
            GoOn();
        }

        return State.ToRun(Key.CustomerId);
    }

    public Task<Result<SimulationRun>> GetAsync(Actor actor) => Task.FromResult<Result<SimulationRun>>(
        authority.Check(actor, Key, Right.Read) is { } refusal ? refusal
        : State.StartedAt is null ? new Refusal(RefusalKind.NotFound, $"There is no simulation '{Key.CustomerId}'.", "id")
        : State.ToRun(Key.CustomerId));

    public Task WakeAsync()
    {
        // Woken for a run that is not known here: a commit in doubt landed after the state was read. The next wake reads it.
        if (!State.IsRunning)
            DeactivateOnIdle();
        else
            GoOn();
        return Task.CompletedTask;
    }

    private void GoOn()
    {
        if (!State.IsRunning || _timer is not null)
            return;
        _customers = [.. Enumerable.Range(0, State.Customers).Select(CustomerOf)];
        _timer = this.RegisterGrainTimer(_ => BeatAsync(), new GrainTimerCreationOptions(Beat, Beat));
    }

    private SimulatedCustomer CustomerOf(int number) =>
        new(GrainFactory, authority, time, new(Key.Workspace, $"{Key.CustomerId}.{number}"), SimulationRules.Life(State.Seed, number));

    private async Task BeatAsync()
    {
        var from = State.Done;
        var places = Enumerable.Range(from, Math.Min(Chunk, State.Planned - from))
            // One operation of a customer at a time: where there are few, the chunk ends with the round.
            .TakeWhile(n => n / State.Customers == from / State.Customers).ToList();
        try
        {
            var refusals = await Task.WhenAll(places.Select(n => _customers[n % State.Customers].DoAsync(n / State.Customers)));
            Count(places, refusals.Count(refusal => refusal is not null));
        }
        catch (Exception failure)
        {
            // The place stays where it was: when the lease expires, these operations are done again.
            LogBeatFailed(logger, Key.CustomerId, from, failure);
            DeactivateOnIdle();
            return;
        }

        await CommitAsync();
        DelayDeactivation(options.WorkflowLease);
    }

    private void Count(List<int> places, int refused)
    {
        foreach (var place in places)
        {
            var name = _customers[place % State.Customers].NameOf(place / State.Customers);
            State.Operations[name] = State.Operations.GetValueOrDefault(name) + 1;
        }

        State.Done += places.Count;
        State.Refused += refused;
        if (State.Done < State.Planned)
            return;
        State.EndedAt = leases.Now;
        _timer?.Dispose();
        _timer = null;
        _customers = [];
    }

    private Task CommitAsync()
    {
        if (State.Done == 0 || !State.IsRunning)
            State.Journal.Send(new("simulation", Key.ToString(), leases.Now, JsonText.Object(("status", State.IsRunning ? "running" : "finished"), ("customers", State.Customers))));
        State.Lease = State.IsRunning ? leases.Grant(1, options.WorkflowLease) : null;
        return run.WriteOrDeactivateAsync(DeactivateOnIdle);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Simulation {Run} failed at operation {Place}; it goes on when its lease expires.")]
    private static partial void LogBeatFailed(ILogger logger, string run, int place, Exception failure);
}
