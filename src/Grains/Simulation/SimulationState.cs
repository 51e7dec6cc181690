using System.Text.Json.Serialization;
using Aegis.Grains.Hosting;
using Aegis.Simulation;
using Aegis.Storage.States;

namespace Aegis.Grains.Simulation;

/// <summary>A simulation run: what was asked for, and the next operation. Operations before it are done; those after it may be, and are harmless again.</summary>
public sealed class SimulationState : GridState
{
    public int Seed { get; set; }

    public int Customers { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Operations done; the n-th is operation n / customers of customer n % customers.</summary>
    public int Done { get; set; }

    public int Refused { get; set; }

    public SortedDictionary<string, int> Operations { get; set; } = new(StringComparer.Ordinal);

    public string? Reason { get; set; }

    /// <summary>Who drives the run, until when.</summary>
    public Lease? Lease { get; set; }

    [JsonIgnore]
    public bool IsRunning => StartedAt is not null && EndedAt is null;

    [JsonIgnore]
    public int Planned => Customers * SimulationRules.OperationsEach;

    [JsonIgnore]
    public override DateTimeOffset? NextDueAt => IsRunning ? Lease?.ExpiresAt : null;

    public SimulationRun ToRun(string id) => new(
        id, Seed, Customers, IsRunning ? SimulationStatus.Running : Reason is null ? SimulationStatus.Finished : SimulationStatus.Failed,
        Done, Planned, Refused, Operations.ToImmutableSortedDictionary(StringComparer.Ordinal), StartedAt!.Value, EndedAt, Reason);
}

/// <summary>The stored form of runs.</summary>
[JsonSerializable(typeof(SimulationState))]
[JsonSerializable(typeof(SimulationListState))]
internal sealed partial class SimulationJson : JsonSerializerContext;
