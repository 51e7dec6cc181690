using System.Text.Json.Serialization;
using Aegis.Customers;

namespace Aegis.Grains.Actions;

/// <summary>A workflow as the customer's state keeps it.</summary>
/// <param name="Attempts">How often it was carried on; never reset, so that each attempt has its own turn.</param>
/// <param name="Tries">Attempts since a step was last settled.</param>
/// <param name="Holder">The instance that moved it last; a run of the process that is gone no longer holds it.</param>
public sealed record StoredWorkflow(
    string Id, string Kind, ImmutableArray<string> Steps, int Next, WorkflowStatus Status, int Attempts, int Tries,
    DateTimeOffset? DueAt, string TurnId, string? Reason, string Holder)
{
    /// <summary>The step to do next, or null when none is left.</summary>
    [JsonIgnore]
    public string? Step => Next < Steps.Length ? Steps[Next] : null;

    public Workflow ToWorkflow() => new(Id, Kind, Steps, Next, Status, Attempts, DueAt, TurnId, Reason);
}
