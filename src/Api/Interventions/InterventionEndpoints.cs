using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Api.Json;
using Aegis.Api.OpenApi;
using Aegis.Api.Security;
using Aegis.Interventions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Interventions;

internal static class InterventionEndpoints
{
    private const int MaxPage = 200;

    public static void MapInterventions(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/interventions").WithTags("Interventions").Needs(Role.Viewer);
        group.MapGet("", ListAsync).WithQuery("status", "type", "priority", "customerId", "openedOn", "endedOn", "cursor", "limit")
            .WithSummary("Interventions, newest first; openedOn and endedOn are UTC days, limit is 1 to 200.");
        group.MapGet("/{interventionId}", GetAsync).WithSummary("One intervention.");
        group.MapPost("/{interventionId}/resolve", ResolveAsync).Needs(Role.Agent)
            .WithSummary("Resolves an intervention; there is no other one for this problem until it was gone. The body may be left out.");
        group.MapPost("/{interventionId}/snooze", SnoozeAsync).Needs(Role.Agent).WithSummary("Puts an intervention off; it opens again by itself. At most 30 days.");
    }

    private static async Task<Results<Ok<InterventionPage>, Refused>> ListAsync(HttpRequest request, Caller caller)
    {
        var form = new QueryForm(request.Query);
        var query = new InterventionQuery(
            form.OneOf<InterventionStatus>("status"), form.Text("customerId", 64), form.Text("cursor", 200), (int)form.Number("limit", 1, MaxPage, 50), form.OneOf<InterventionType>("type"),
            form.Day("openedOn"), form.Day("endedOn"), form.OneOf<InterventionPriority>("priority"));
        form.Close();
        return Answer.Ok(await caller.Directory.ListInterventionsAsync(caller.Actor, query));
    }

    private static async Task<Results<Ok<Intervention>, Refused>> GetAsync(string interventionId, Caller caller) =>
        Answer.Ok(await caller.Directory.GetInterventionAsync(caller.Actor, interventionId));

    private static Task<Results<Ok<Intervention>, Refused>> ResolveAsync(string interventionId, OptionalBody<ResolveIntervention> body, Caller caller) =>
        ChangeAsync(interventionId, caller, customerId => caller.Customer(customerId).ResolveInterventionAsync(caller.Actor, interventionId, body.Value.Note));

    private static Task<Results<Ok<Intervention>, Refused>> SnoozeAsync(string interventionId, Body<SnoozeIntervention> body, Caller caller, TimeProvider time) =>
        ChangeAsync(interventionId, caller, customerId => caller.Customer(customerId).SnoozeInterventionAsync(
            caller.Actor, interventionId, body.Value.Until ?? time.GetUtcNow().AddHours(body.Value.Hours!.Value)));

    /// <summary>The customer decides; one resolved long ago is known to the list alone, and stays as it is.</summary>
    private static async Task<Results<Ok<Intervention>, Refused>> ChangeAsync(
        string interventionId, Caller caller, Func<string, Task<Result<Intervention>>> change)
    {
        var known = await caller.Directory.GetInterventionAsync(caller.Actor, interventionId);
        if (!known.Ok)
            return new Refused(known.Refusal);
        var changed = await change(known.Value.CustomerId);
        if (!changed.Ok)
            return changed.Refusal.Kind == RefusalKind.NotFound && known.Value.Status == InterventionStatus.Resolved
                ? TypedResults.Ok(known.Value)
                : new Refused(changed.Refusal);
        // What is resolved is kept bare by the customer; the list has it whole.
        return Answer.Ok(await caller.Directory.GetInterventionAsync(caller.Actor, interventionId));
    }
}
