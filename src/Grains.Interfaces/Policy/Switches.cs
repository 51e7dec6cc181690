namespace Aegis.Policy;

/// <summary>What a kill switch stops.</summary>
[GenerateSerializer, Alias("aegis.SwitchScope")]
public enum SwitchScope
{
    /// <summary>Every action of the workspace.</summary>
    Fleet,
    /// <summary>Every action about one customer.</summary>
    Customer,
    /// <summary>Every action one agent proposes.</summary>
    Agent,
    /// <summary>One tool, whoever proposes it.</summary>
    Action,
}

/// <summary>A kill switch that is on: what it names is neither begun nor, where it was not yet sent, performed.</summary>
/// <param name="Name">The customer id, agent or tool; empty for the fleet.</param>
[GenerateSerializer, Immutable, Alias("aegis.KillSwitch")]
public sealed record KillSwitch(
    [property: Id(0)] SwitchScope Scope,
    [property: Id(1)] string Name,
    [property: Id(2)] string By,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string Reason);

/// <summary>Turns a switch on or off.</summary>
/// <param name="Name">Empty for the fleet.</param>
/// <param name="Reason">At most 500 characters; kept with the switch.</param>
[GenerateSerializer, Immutable, Alias("aegis.SwitchOrder")]
public sealed record SwitchOrder(
    [property: Id(0)] SwitchScope Scope, [property: Id(1)] string Name, [property: Id(2)] bool On, [property: Id(3)] string Reason);

/// <summary>One turn of a switch.</summary>
[GenerateSerializer, Immutable, Alias("aegis.SwitchChange")]
public sealed record SwitchChange(
    [property: Id(0)] SwitchScope Scope, [property: Id(1)] string Name, [property: Id(2)] bool On, [property: Id(3)] string By, [property: Id(4)] DateTimeOffset At, [property: Id(5)] string Reason);

/// <summary>The switches of a workspace that are on.</summary>
/// <param name="Version">Counts their changes.</param>
[GenerateSerializer, Immutable, Alias("aegis.KillSwitches")]
public sealed record KillSwitches([property: Id(0)] long Version, [property: Id(1)] ImmutableArray<KillSwitch> On)
{
    public static readonly KillSwitches None = new(0, []);

    /// <summary>The switch that stops this, or null.</summary>
    public KillSwitch? Stopping(string customerId, string? agentId, string tool)
    {
        foreach (var known in On)
            if (known.Scope == SwitchScope.Fleet
                || (known.Scope == SwitchScope.Customer && known.Name == customerId)
                || (known.Scope == SwitchScope.Agent && known.Name == agentId)
                || (known.Scope == SwitchScope.Action && known.Name == tool))
                return known;
        return null;
    }
}
