using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Api.Security;
using Aegis.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Connections;

internal static class ConnectorEndpoints
{
    public static void MapConnectors(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/connectors").WithTags("Connectors").Needs(Role.Viewer);
        group.MapGet("", ListAsync).WithSummary("The outside systems, which of them are sandboxes, and how their last tests went.");
        group.MapPost("/{connectorId}/test", TestAsync).Needs(Role.Agent).WithSummary("Makes one call to the system that changes nothing there, and tells what came of it; a failure is an answer too.");
    }

    private static async Task<Results<Ok<ConnectorList>, Refused>> ListAsync(Caller caller) => Answer.Ok(
        await caller.Grains.GetGrain<IConnectorsGrain>(ConnectorsKey.Of(caller.Workspace)).ListAsync(caller.Actor), connectors => new ConnectorList([.. connectors.Select(ConnectorView.Of)]));

    private static async Task<Results<Ok<ConnectorTestView>, Refused>> TestAsync(string connectorId, Caller caller) =>
        Answer.Ok(await caller.Grains.GetGrain<IConnectorTestGrain>(0).TestAsync(caller.Actor, connectorId), ConnectorTestView.Of);
}
