using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Api.Json;
using Aegis.Api.Security;
using Aegis.Mcp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Mcp;

internal static class McpEndpoints
{
    public static void MapMcp(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/mcp/tools").WithTags("MCP").Needs(Role.Viewer);
        group.MapGet("", ListAsync).WithSummary("The tools of MCP servers, with how each was accepted and what its server declares now.");
        group.MapPost("/{toolId}/accept", AcceptAsync).Needs(Role.Admin).WithSummary("Accepts a tool as it was seen, by its hash, so that agents are offered it. Administrators alone.");
    }

    private static async Task<Results<Ok<McpToolList>, Refused>> ListAsync(Caller caller)
    {
        var tools = await Catalog(caller).ListAsync(caller.Actor);
        return tools.Ok ? TypedResults.Ok(new McpToolList([.. tools.Value.Select(McpToolView.Of)])) : new Refused(tools.Refusal);
    }

    private static async Task<Results<Ok<McpToolView>, Refused>> AcceptAsync(string toolId, Body<AcceptMcpTool> body, Caller caller)
    {
        var accepted = await Catalog(caller).AcceptAsync(caller.Actor, toolId, body.Value.Hash);
        return accepted.Ok ? TypedResults.Ok(McpToolView.Of(accepted.Value)) : new Refused(accepted.Refusal);
    }

    private static IMcpCatalogGrain Catalog(Caller caller) => caller.Grains.GetGrain<IMcpCatalogGrain>($"{caller.Actor.Workspace}/$mcp");
}
