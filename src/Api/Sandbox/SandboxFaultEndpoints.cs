using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Api.Json;
using Aegis.Api.Security;
using Aegis.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Sandbox;

/// <summary>Switches a fault of one customer's product sandbox on and off, so that an error of the product can be shown and tested.</summary>
internal static class SandboxFaultEndpoints
{
    public static void MapSandboxFaults(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/customers/{id}/sandbox/fault").WithTags("Product sandbox").Needs(Role.Admin);
        group.MapPost("", SetAsync).WithSummary("Has the customer's sandbox answer with a 5xx status for some minutes; for administrators.");
        group.MapDelete("", ClearAsync).WithSummary("Has it answer as it should again.");
    }

    private static async Task<Results<NoContent, Refused>> SetAsync(string id, Body<SetSandboxFault> body, Caller caller, TimeProvider time) =>
        Answer.Nothing(await caller.Customer(id).SetSandboxFaultAsync(caller.Actor, new(body.Value.Status, time.GetUtcNow().AddMinutes(body.Value.Minutes))));

    private static async Task<Results<NoContent, Refused>> ClearAsync(string id, Caller caller) =>
        Answer.Nothing(await caller.Customer(id).SetSandboxFaultAsync(caller.Actor, null));
}

/// <param name="Status">500 to 599; 500 when left out.</param>
/// <param name="Minutes">1 to 1,439; 15 when left out.</param>
internal sealed record SetSandboxFault(int Status, int Minutes) : IBody<SetSandboxFault>
{
    private const int DefaultStatus = 500;
    private const int DefaultMinutes = 15;
    private const int LongestMinutes = 24 * 60 - 1;

    public static SetSandboxFault Read(JsonForm form)
    {
        var status = form.OptionalNumber("status") ?? DefaultStatus;
        var minutes = form.OptionalNumber("minutes") ?? DefaultMinutes;
        form.Require(status is >= 500 and <= 599, "status", $"is {status}; 500 to 599 are allowed");
        form.Require(minutes is >= 1 and <= LongestMinutes, "minutes", $"is {minutes}; 1 to {LongestMinutes} are allowed");
        return new(status, minutes);
    }
}
