using Aegis.Actions;
using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Api.Json;
using Aegis.Api.OpenApi;
using Aegis.Api.Security;
using Aegis.Directory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Actions;

/// <summary>A person's word on an action whose outcome is unknown.</summary>
/// <param name="Happened">True: it took effect. False: it did not and may be proposed again.</param>
/// <param name="Note">How the person knows; kept in the ledger.</param>
internal sealed record SettleAction(bool Happened, string Note) : IBody<SettleAction>
{
    public static SettleAction Read(JsonForm form) => new(form.Flag("happened"), form.Text("note"));
}

/// <summary>Actions of one customer.</summary>
public sealed record ActionList(ImmutableArray<ActionRecord> Items);

internal static class ActionEndpoints
{
    private const int MaxPage = 200;

    public static void MapActions(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("").WithTags("Actions").Needs(Role.Viewer);
        group.MapGet("/actions", ListAllAsync).WithQuery("status", "cursor", "limit")
            .WithSummary("Actions of all customers in one status (unknown unless said otherwise), newest first; limit is 1 to 200.");
        group.MapGet("/customers/{id}/actions", ListAsync).WithSummary("A customer's actions: those not settled, and the last settled ones.");
        group.MapPost("/customers/{id}/actions/{actionId}/settle", SettleAsync).Needs(Role.Approver).WithSummary("Settles an action whose outcome is unknown.");
    }

    private static async Task<Results<Ok<ActionPage>, Refused>> ListAllAsync(HttpRequest request, Caller caller)
    {
        var form = new QueryForm(request.Query);
        var status = form.OneOf<ActionStatus>("status") ?? ActionStatus.Unknown;
        var (cursor, limit) = (form.Text("cursor", 200), (int)form.Number("limit", 1, MaxPage, 50));
        form.Close();
        return Answer.Ok(await caller.Directory.ListActionsAsync(caller.Actor, status, cursor, limit));
    }

    private static async Task<Results<Ok<ActionList>, Refused>> ListAsync(string id, Caller caller) =>
        Answer.Ok(await caller.Customer(id).ListActionsAsync(caller.Actor), actions => new ActionList(actions));

    private static async Task<Results<Ok<ActionRecord>, Refused>> SettleAsync(string id, string actionId, Body<SettleAction> body, Caller caller) =>
        Answer.Ok(await caller.Customer(id).SettleActionAsync(caller.Actor, actionId, body.Value.Happened, body.Value.Note));
}
