using Aegis.Actors;

namespace Aegis.Simulation;

/// <summary>Which simulations a workspace has had. Keyed "workspace/$simulations".</summary>
[Alias("aegis.ISimulationListGrain")]
public interface ISimulationListGrain : IGrainWithStringKey
{
    /// <summary>The ids of the last 20 runs, newest first; ask each <see cref="ISimulatorGrain"/> how far it has come. Not for customers.</summary>
    [Alias("ListAsync")]
    Task<Result<ImmutableArray<string>>> ListAsync(Actor actor);

    /// <summary>Notes a run that is about to start; one that is noted already stays where it is. From the run itself: only for <see cref="Role.System"/>.</summary>
    [Alias("NoteAsync")]
    Task<Result<Done>> NoteAsync(Actor actor, string runId);
}
