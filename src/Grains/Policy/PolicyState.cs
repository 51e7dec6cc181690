using System.Text.Json.Serialization;
using Aegis.Policy;
using Aegis.Storage.States;

namespace Aegis.Grains.Policy;

/// <summary>A workspace's kill switches, what happened to them, and the places of the day.</summary>
public sealed class PolicyState : GridState
{
    /// <summary>Counts the changes of the switches.</summary>
    public long Version { get; set; }

    public List<KillSwitch> On { get; set; } = [];

    /// <summary>The last changes, oldest first.</summary>
    public List<SwitchChange> History { get; set; } = [];

    /// <summary>The last policy texts that were in force, oldest first.</summary>
    public List<PolicyLoad> Loads { get; set; } = [];

    /// <summary>The UTC day that <see cref="Taken"/> is of.</summary>
    public DateOnly Day { get; set; }

    /// <summary>By tool: the actions that took a place this day.</summary>
    public SortedDictionary<string, List<string>> Taken { get; set; } = new(StringComparer.Ordinal);

    /// <summary>A switch waits for nobody.</summary>
    [JsonIgnore]
    public override DateTimeOffset? NextDueAt => null;
}

/// <summary>The stored form of switches.</summary>
[JsonSerializable(typeof(PolicyState))]
internal sealed partial class PolicyJson : JsonSerializerContext;
