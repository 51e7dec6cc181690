using Aegis.Actors;

namespace Aegis.Monitoring;

[GenerateSerializer, Alias("aegis.MonitorCheckStatus")]
public enum MonitorCheckStatus { Running, Finished }

/// <summary>A sweep of all shards that somebody asked for.</summary>
/// <param name="ShardsSwept">Of 256.</param>
/// <param name="Examined">Due rows read so far.</param>
/// <param name="Woken">Grains woken so far.</param>
/// <param name="InterventionsOpened">Interventions opened since the check began, whatever opened them; counted until it is finished.</param>
[GenerateSerializer, Immutable, Alias("aegis.MonitorCheck")]
public sealed record MonitorCheck(
    [property: Id(0)] string Id,
    [property: Id(1)] MonitorCheckStatus Status,
    [property: Id(2)] DateTimeOffset StartedAt,
    [property: Id(3)] DateTimeOffset? FinishedAt,
    [property: Id(4)] int ShardsSwept,
    [property: Id(5)] long Examined,
    [property: Id(6)] long Woken,
    [property: Id(7)] long InterventionsOpened);

/// <summary>The checks people ask for, one at a time; keyed "workspace/$checks". A check that a crash cut short goes on where it stood.</summary>
[Alias("aegis.IMonitorCheckGrain")]
public interface IMonitorCheckGrain : IGrainWithStringKey, IDueGrain
{
    /// <summary>Starts a sweep of all shards and answers at once; while one runs, that one. The same operation id is the same check.</summary>
    [Alias("StartAsync")]
    Task<Result<MonitorCheck>> StartAsync(Actor actor, string operationId);

    /// <summary>Where a check stands; the last 20 are known.</summary>
    [Alias("GetAsync")]
    Task<Result<MonitorCheck>> GetAsync(Actor actor, string checkId);

    /// <summary>Takes in what the sweeps of some shards found. From the grain itself: only for <see cref="Role.System"/>.</summary>
    [Alias("ContinueAsync")]
    Task<Result<Done>> ContinueAsync(Actor actor, string checkId, ImmutableArray<SweepReport> reports);
}
