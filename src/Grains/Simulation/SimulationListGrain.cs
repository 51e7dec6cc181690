using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Simulation;

namespace Aegis.Grains.Simulation;

/// <inheritdoc cref="ISimulationListGrain"/>
[GrainType("simulation_list")]
public sealed class SimulationListGrain([PersistentState("simulations")] IPersistentState<SimulationListState> list, IActorAuthority authority)
    : Grain, ISimulationListGrain
{
    private const int Kept = 20;

    private List<string> Runs => list.State.Runs;

    public Task<Result<ImmutableArray<string>>> ListAsync(Actor actor) => Task.FromResult<Result<ImmutableArray<string>>>(
        Guard(actor, Right.Read) is { } refusal ? refusal : Enumerable.Reverse(Runs).ToImmutableArray());

    public async Task<Result<Done>> NoteAsync(Actor actor, string runId)
    {
        if (Guard(actor, Right.Operate) is { } refusal)
            return refusal;
        if (Runs.Contains(runId))
            return Done.Instance;
        Runs.Add(runId);
        Runs.RemoveRange(0, Math.Max(0, Runs.Count - Kept));
        await list.WriteOrDeactivateAsync(DeactivateOnIdle);
        return Done.Instance;
    }

    private Refusal? Guard(Actor actor, Right right) =>
        authority.CheckWorkspace(actor, GrainKey.Parse(this.GetPrimaryKeyString()).Workspace, right);
}
