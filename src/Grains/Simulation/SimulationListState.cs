using System.Text.Json.Serialization;
using Aegis.Storage.States;

namespace Aegis.Grains.Simulation;

/// <summary>The simulations of a workspace.</summary>
public sealed class SimulationListState : GridState
{
    /// <summary>Ids, oldest first.</summary>
    public List<string> Runs { get; set; } = [];

    [JsonIgnore]
    public override DateTimeOffset? NextDueAt => null;
}
