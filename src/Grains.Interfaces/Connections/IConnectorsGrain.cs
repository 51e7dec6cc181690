using Aegis.Actors;

namespace Aegis.Connections;

/// <summary>The outside systems of a workspace and how their last tests went. Keyed "workspace/$connectors".</summary>
[Alias("aegis.IConnectorsGrain")]
public interface IConnectorsGrain : IGrainWithStringKey
{
    /// <summary>All of them: billing, tickets, mail, the model, then MCP servers by name. Not for customers.</summary>
    [Alias("ListAsync")]
    Task<Result<ImmutableArray<ConnectorStatus>>> ListAsync(Actor actor);

    /// <summary>Keeps how a test went. Only for <see cref="Role.System"/>.</summary>
    [Alias("KeepAsync")]
    Task<Result<Done>> KeepAsync(Actor actor, string connectorId, ConnectorTest test);
}

/// <summary>Tests outside systems; whoever waits holds nobody up. Stateless; any key.</summary>
[Alias("aegis.IConnectorTestGrain")]
public interface IConnectorTestGrain : IGrainWithIntegerKey
{
    /// <summary>Calls the system for something that changes nothing there and needs our credentials; a failure is an outcome too. For agents and above.</summary>
    /// <remarks>Ends within about 8 seconds. A language model is asked for one word, which the day's budget counts.</remarks>
    [Alias("TestAsync")]
    Task<Result<ConnectorTest>> TestAsync(Actor actor, string connectorId);
}

/// <summary>Where the outside systems of a workspace are kept.</summary>
public static class ConnectorsKey
{
    public static string Of(string workspace) => new GrainKey(workspace, "$connectors").ToString();
}
