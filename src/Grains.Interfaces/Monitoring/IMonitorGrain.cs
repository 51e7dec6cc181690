using Aegis.Actors;

namespace Aegis.Monitoring;

/// <summary>A grain that has work in flight or a time to keep: it writes when it is due with every commit, and is woken then.</summary>
[Alias("aegis.IDueGrain")]
public interface IDueGrain : IGrainWithStringKey
{
    /// <summary>Does what is due by now: re-drives what a crash cut short, keeps what only time brings. Harmless when nothing is due.
    /// Takes no actor: it is told nothing, tells nothing, and does only what time alone brings about.</summary>
    [Alias("WakeAsync")]
    Task WakeAsync();
}

/// <summary>What one sweep found.</summary>
/// <param name="Examined">Due rows read from the index.</param>
/// <param name="Woken">Grains woken without an error.</param>
[GenerateSerializer, Immutable, Alias("aegis.SweepReport")]
public sealed record SweepReport([property: Id(0)] int Shard, [property: Id(1)] int Examined, [property: Id(2)] int Woken);

/// <summary>Sweeps the due rows of one shard; keyed by the shard's number. One reminder a shard, none a customer. Only for <see cref="Role.System"/>.</summary>
[Alias("aegis.IMonitorGrain")]
public interface IMonitorGrain : IGrainWithIntegerKey
{
    /// <summary>Registers the shard's reminder unless it is.</summary>
    [Alias("StartAsync")]
    Task<Result<Done>> StartAsync(Actor actor);

    /// <summary>Wakes what is due now.</summary>
    [Alias("SweepAsync"), ResponseTimeout("00:05:00")]
    Task<Result<SweepReport>> SweepAsync(Actor actor);
}
