using Aegis.Actors;
using Aegis.Agents;
using Aegis.Api.Http;
using Aegis.Api.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Models;

internal static class ModelEndpoints
{
    public static void MapModels(this RouteGroupBuilder api) =>
        api.MapGet("/models/spending", GetSpendingAsync).WithTags("Models").Needs(Role.Admin).WithSummary("What language models took today, and what they may take; for admins.");

    private static async Task<Results<Ok<ModelSpending>, Refused>> GetSpendingAsync(Caller caller) =>
        Answer.Ok(await caller.Grains.GetGrain<IModelBudgetGrain>(caller.Actor.Workspace).GetAsync(caller.Actor));
}
