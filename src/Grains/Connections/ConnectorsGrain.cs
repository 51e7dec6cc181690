using Aegis.Actors;
using Aegis.Connections;
using Aegis.Grains.Actors;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Connections;

/// <inheritdoc cref="IConnectorsGrain"/>
[GrainType("connectors")]
public sealed class ConnectorsGrain(
    [PersistentState("tests")] IPersistentState<ConnectorsState> tests, KnownConnectors connectors, IActorAuthority authority) : Grain, IConnectorsGrain
{
    public Task<Result<ImmutableArray<ConnectorStatus>>> ListAsync(Actor actor) => Task.FromResult<Result<ImmutableArray<ConnectorStatus>>>(
        Guard(actor, Right.Read) is { } refusal
            ? refusal
            : connectors.All.Select(known => new ConnectorStatus(known.Id, known.Kind, known.Name, known.IsSandbox, tests.State.Last.GetValueOrDefault(known.Id))).ToImmutableArray());

    public async Task<Result<Done>> KeepAsync(Actor actor, string connectorId, ConnectorTest test)
    {
        if (Guard(actor, Right.Operate) is { } refusal)
            return refusal;
        if (connectors.All.All(known => known.Id != connectorId))
            return NoConnector(connectorId);
        tests.State.Last[connectorId] = test;
        await tests.WriteOrDeactivateAsync(DeactivateOnIdle);
        return Done.Instance;
    }

    internal static Refusal NoConnector(string id) => new(RefusalKind.NotFound, $"There is no connector '{TextRules.Show(id)}'.", "connectorId");

    private Refusal? Guard(Actor actor, Right right) =>
        authority.CheckWorkspace(actor, GrainKey.Parse(this.GetPrimaryKeyString()).Workspace, right);
}
