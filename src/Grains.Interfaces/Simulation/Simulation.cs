using Aegis.Actors;
using Aegis.Monitoring;

namespace Aegis.Simulation;

[GenerateSerializer, Alias("aegis.SimulationStatus")]
public enum SimulationStatus { Running, Finished, Failed }

/// <summary>A seeded simulation of customer traffic and how far it has come.</summary>
/// <param name="Id">Its customers are called "<paramref name="Id"/>.0", "<paramref name="Id"/>.1", …</param>
/// <param name="Seed">The same seed gives customers that live the same.</param>
/// <param name="Operations">Operations done, by name: sign_up, set_up, chat, call_product, report, live_key, health.</param>
/// <param name="Done">How many that is, of <paramref name="Planned"/>.</param>
/// <param name="Refused">Operations the grid refused, each done with all the same.</param>
/// <param name="Reason">Why it failed, or null.</param>
[GenerateSerializer, Immutable, Alias("aegis.SimulationRun")]
public sealed record SimulationRun(
    [property: Id(0)] string Id,
    [property: Id(1)] int Seed,
    [property: Id(2)] int Customers,
    [property: Id(3)] SimulationStatus Status,
    [property: Id(4)] int Done,
    [property: Id(5)] int Planned,
    [property: Id(6)] int Refused,
    [property: Id(7)] ImmutableSortedDictionary<string, int> Operations,
    [property: Id(8)] DateTimeOffset StartedAt,
    [property: Id(9)] DateTimeOffset? EndedAt,
    [property: Id(10)] string? Reason = null);

/// <summary>Simulates customers in this grid, through the same grains as everyone else. Keyed "workspace/run id". Only where simulation is allowed (--demo).</summary>
[Alias("aegis.ISimulatorGrain")]
public interface ISimulatorGrain : IGrainWithStringKey, IDueGrain
{
    /// <summary>Starts the run and returns at once; a run that was started is told as it stands. Forbidden where simulation is not allowed;
    /// Invalid when <paramref name="customers"/> is not 1 to 1,000.</summary>
    [Alias("StartAsync")]
    Task<Result<SimulationRun>> StartAsync(Actor actor, int seed, int customers);

    /// <summary>How far the run has come; NotFound before it was started.</summary>
    [Alias("GetAsync")]
    Task<Result<SimulationRun>> GetAsync(Actor actor);
}
