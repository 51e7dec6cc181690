using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Api.Json;
using Aegis.Api.Security;
using Aegis.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Policy;

/// <param name="Name">The customer id, agent or tool; left out for the fleet.</param>
/// <param name="Reason">Why, for those who find it on.</param>
internal sealed record TurnSwitch(SwitchScope Scope, string? Name, bool On, string Reason) : IBody<TurnSwitch>
{
    public static TurnSwitch Read(JsonForm form) => new(form.OneOf<SwitchScope>("scope"), form.OptionalText("name", 200), form.Flag("on"), form.Text("reason", 500));
}

internal sealed record CheckPolicy(string Text) : IBody<CheckPolicy>
{
    public static CheckPolicy Read(JsonForm form) => new(form.Text("text"));
}

internal static class PolicyEndpoints
{
    public static void MapPolicy(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/policy").WithTags("Policy").Needs(Role.Viewer);
        group.MapGet("", GetAsync).WithSummary("The policy in force, the fault of a newer text that was not taken, and the kill switches with their history.");
        group.MapPost("/check", CheckAsync).WithSummary("Says what is wrong with a policy text; it does not come into force.");
        group.MapGet("/switches", ReadSwitchesAsync).WithSummary("The kill switches that are on.");
        group.MapPost("/switches", SwitchAsync).Needs(Role.Approver).WithSummary("Turns a kill switch on or off: of the fleet, a customer, an agent or an action. Holds within a second, in every process.");
    }

    private static async Task<Results<Ok<PolicyReport>, Refused>> GetAsync(Caller caller) => Answer.Ok(await caller.Policy.GetAsync(caller.Actor));

    private static async Task<Results<NoContent, Refused>> CheckAsync(Body<CheckPolicy> body, Caller caller) =>
        Answer.Nothing(await caller.Policy.CheckAsync(caller.Actor, body.Value.Text));

    private static async Task<Results<Ok<KillSwitches>, Refused>> ReadSwitchesAsync(Caller caller) => Answer.Ok(await caller.Policy.ReadSwitchesAsync(caller.Actor));

    private static async Task<Results<Ok<KillSwitches>, Refused>> SwitchAsync(Body<TurnSwitch> body, Caller caller) => Answer.Ok(
        await caller.Policy.SwitchAsync(caller.Actor, new(body.Value.Scope, body.Value.Name ?? "", body.Value.On, body.Value.Reason)));
}
