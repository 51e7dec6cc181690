using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Api.Idempotency;
using Aegis.Api.Json;
using Aegis.Api.Security;
using Aegis.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Keys;

internal static class KeyEndpoints
{
    public static void MapKeys(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/customers/{id}/keys").WithTags("Keys").NeedsOrCustomer(Role.Agent);
        group.MapGet("", ListAsync).NeedsOrCustomer(Role.Viewer).WithSummary("The customer's keys without their secrets.");
        group.MapPost("", IssueAsync).RevealsKeys().WithSummary("Issues a key and shows it.");
        group.MapPost("/{keyId}/reveal", RevealAsync).RevealsKeys().NeedsOrCustomer(Role.Approver).WithSummary("Shows a key; recorded in the ledger.");
        group.MapPost("/{keyId}/rotate", RotateAsync).RevealsKeys().WithSummary("Issues a successor, shows it, and revokes the key.");
        group.MapPost("/{keyId}/revoke", RevokeAsync).WithSummary("Revokes the key.");
    }

    private static async Task<Results<Ok<KeyList>, Refused>> ListAsync(string id, Caller caller) =>
        Answer.Ok(await caller.Customer(id).ListKeysAsync(caller.Actor), keys => new KeyList(keys));

    private static async Task<Results<Created<ShownKey>, Refused>> IssueAsync(string id, Body<IssueKey> body, Caller caller, Operation operation)
    {
        var key = await caller.Customer(id).IssueKeyAsync(caller.Actor, body.Value.Environment, operation.Id);
        return key.Ok ? TypedResults.Created((string?)null, ShownKey.Of(key.Value)) : new Refused(key.Refusal);
    }

    private static async Task<Results<Ok<ShownKey>, Refused>> RevealAsync(string keyId, KeyTexts keys) =>
        Answer.Ok(await keys.RevealKeyAsync(keyId), revealed => ShownKey.Of(revealed.Key));

    private static async Task<Results<Ok<ShownKey>, Refused>> RotateAsync(string id, string keyId, Caller caller, Operation operation) =>
        Answer.Ok(await caller.Customer(id).RotateKeyAsync(caller.Actor, keyId, operation.Id), ShownKey.Of);

    private static async Task<Results<Ok<ApiKey>, Refused>> RevokeAsync(string id, string keyId, Caller caller) =>
        Answer.Ok(await caller.Customer(id).RevokeKeyAsync(caller.Actor, keyId));
}
