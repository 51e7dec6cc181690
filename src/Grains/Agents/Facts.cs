using Aegis.Actions;
using Aegis.Agents;
using Aegis.Customers;
using Aegis.Keys;

namespace Aegis.Grains.Agents;

/// <summary>What an agent knows of its turn so far; every move adds to it.</summary>
/// <param name="Profile">The customer as found; null before it was read.</param>
/// <param name="History">The customer's actions from before this turn.</param>
/// <param name="Workflow">Where the workflow stands; null before it was started or found.</param>
/// <param name="Taken">The actions of this turn, as recorded.</param>
/// <param name="Halt">Why nothing more is done this turn, or null.</param>
public sealed record Facts(
    TurnWork Work,
    Customer? Profile,
    ImmutableArray<ApiKey> Keys,
    ImmutableArray<ActionRecord> History,
    Workflow? Workflow,
    ImmutableArray<ActionRecord> Taken,
    Halt? Halt = null)
{
    public static Facts Of(TurnWork work) => new(work, null, [], [], null, []);

    /// <summary>What the looks of this turn found, in order.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>The last finding of a tool, or null when it did not look yet.</summary>
    public Finding? Found(string tool) => Findings.LastOrDefault(f => f.Tool == tool);

    /// <summary>The newest test key that works: one issued this turn, else one found.</summary>
    public string? TestKeyId =>
        Taken.LastOrDefault(a => a.Name == Tools.GenerateApiKeys && a.Status is ActionStatus.Done or ActionStatus.AlreadyDone && a.Output.ContainsKey("key_id"))?.Output["key_id"]
        ?? Keys.Where(k => k is { Environment: KeyEnvironment.Test, Status: KeyStatus.Active }).MaxBy(k => k.CreatedAt)?.Id;
}

/// <summary>Why an agent stops before its work is finished.</summary>
/// <param name="Reason">One sentence for the customer.</param>
public sealed record Halt(HaltKind Kind, string Reason);

public enum HaltKind
{
    /// <summary>A person took over, or the turn is driven by another worker.</summary>
    Stopped,
    /// <summary>A step failed and is tried again later, without anybody asking.</summary>
    Later,
    /// <summary>A step waits for a person.</summary>
    Parked,
    /// <summary>The request itself was refused.</summary>
    Refused,
}
