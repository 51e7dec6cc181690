using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Api.Idempotency;
using Aegis.Api.Security;
using Aegis.Monitoring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Monitoring;

internal static class MonitorEndpoints
{
    public static void MapMonitor(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/monitor").WithTags("Monitor").Needs(Role.Viewer);
        group.MapPost("/check", CheckAsync).Needs(Role.Agent).WithSummary("Has all shards swept now, and answers at once; while a check runs, that one.");
        group.MapGet("/checks/{checkId}", GetAsync).WithSummary("How far a check has come and what it found; the last 20 are known.");
    }

    private static async Task<Results<Accepted<MonitorCheck>, Refused>> CheckAsync(Caller caller, Operation operation)
    {
        var check = await Checks(caller).StartAsync(caller.Actor, operation.Id);
        return check.Ok ? TypedResults.Accepted($"/api/monitor/checks/{check.Value.Id}", check.Value) : new Refused(check.Refusal);
    }

    private static async Task<Results<Ok<MonitorCheck>, Refused>> GetAsync(string checkId, Caller caller) =>
        Answer.Ok(await Checks(caller).GetAsync(caller.Actor, checkId));

    private static IMonitorCheckGrain Checks(Caller caller) => caller.Grains.GetGrain<IMonitorCheckGrain>($"{caller.Actor.Workspace}/$checks");
}
