using System.Globalization;
using Aegis.Actors;
using Aegis.Connections;
using Aegis.Connectors;
using Aegis.Connectors.Llm;
using Aegis.Grains.Actors;
using Aegis.Grains.Customers;
using Aegis.Grains.Keys;

namespace Aegis.Grains.Connections;

/// <inheritdoc cref="IConnectorTestGrain"/>
[GrainType("connector_test"), StatelessWorker(16)]
public sealed class ConnectorTestGrain(KnownConnectors connectors, IActorAuthority authority, TimeProvider time) : Grain, IConnectorTestGrain
{
    private const int LongestOutcome = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public async Task<Result<ConnectorTest>> TestAsync(Actor actor, string connectorId)
    {
        if (authority.Check(actor, Right.Probe) is { } refusal)
            return refusal;
        if (connectors.All.FirstOrDefault(known => known.Id == connectorId) is not { } connector)
            return ConnectorsGrain.NoConnector(connectorId);

        var aegis = authority.Sign("aegis", Role.System, actor.Workspace);
        var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
        var (works, outcome) = await ProbeAsync(connector, aegis);
        var test = new ConnectorTest(works, TextRules.Shorten(SecretMask.Apply(outcome), LongestOutcome), time.GetElapsedTime(started), at, actor.ToString());
        await GrainFactory.GetGrain<IConnectorsGrain>(ConnectorsKey.Of(actor.Workspace)).KeepAsync(aegis, connectorId, test);
        return test;
    }

    private async Task<(bool Works, string Outcome)> ProbeAsync(KnownConnector connector, Actor aegis)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            return (true, await connector.Probe(aegis, limit.Token).WaitAsync(limit.Token));
        }
        catch (Exception failure) when (failure is ConnectorException or ModelException)
        {
            return (false, failure.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return (false, string.Create(CultureInfo.InvariantCulture, $"No answer within {Patience.TotalSeconds} seconds."));
        }
    }
}
