using Aegis.Actors;
using Aegis.Api.Customers;
using Aegis.Api.Http;
using Aegis.Api.Json;
using Aegis.Api.OpenApi;
using Aegis.Api.Security;
using Aegis.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Identity;

/// <summary>Keys, users and sessions of the workspace.</summary>
internal static class IdentityEndpoints
{
    private const string ChoosePassword = "/sign-in/password?code=";

    public static void MapIdentity(this RouteGroupBuilder api)
    {
        api.MapGet("/identity/me", (Caller caller) => TypedResults.Ok(new Me(caller.Id, caller.Role, caller.Workspace)))
            .WithTags("Identity").NeedsOrCustomer(Role.Viewer).WithSummary("Who the caller is.");

        var group = api.MapGroup("/identity").WithTags("Identity").Needs(Role.Admin);
        group.MapGet("/keys", ListKeysAsync).WithSummary("Keys to this API without their secrets; the last use is exact to an hour.");
        group.MapPost("/keys", IssueKeyAsync).TellsOnce().WithSummary("Issues a key to this API and shows its secret, once.");
        group.MapPost("/keys/{keyId}/rotate", RotateKeyAsync).TellsOnce().WithSummary("Gives the key a new secret and shows it, once; the old one works on for overlapHours.");
        group.MapPost("/keys/{keyId}/revoke", RevokeKeyAsync).WithSummary("Ends the key and the sessions it opened, everywhere within about a second.");
        group.MapGet("/users", ListUsersAsync).WithSummary("The people who sign in to the console.");
        group.MapPost("/users", AddUserAsync).TellsOnce().WithSummary("Adds a user, who chooses a password at the path shown, once, within a day.");
        group.MapPatch("/users/{name}", ChangeUserAsync).WithSummary("Changes role or display name, disables or enables; a new role and being disabled end the user's sessions.");
        group.MapPost("/users/{name}/reset", ResetPasswordAsync).TellsOnce().WithSummary("Ends the user's password and sessions; a new password is chosen at the path shown.");
        group.MapGet("/ledger", ReadLedgerAsync).WithQuery("after", "limit").WithSummary("What happened to keys and users, in order, after a number; limit is 1 to 500.");
    }

    /// <summary>Its group does without the idempotency step: a session opened twice is harmless, and its token is never kept.</summary>
    public static void MapSessions(this RouteGroupBuilder api) =>
        api.MapPost("/sessions", OpenSessionAsync).WithTags("Identity").Needs(Role.Agent)
            .WithSummary("Opens a session for an end user of one customer: its token, sent like a key, is for that customer's own messages, conversation, keys and feedback.");

    private static async Task<Results<Ok<AccessKeyList>, Refused>> ListKeysAsync(Caller caller) =>
        Answer.Ok(await Of(caller).ListKeysAsync(caller.Actor), keys => new AccessKeyList(keys));

    private static async Task<Results<Created<ShownAccessKey>, Refused>> IssueKeyAsync(Body<IssueAccessKey> body, Caller caller, OnceTold told)
    {
        var asked = body.Value;
        var issued = await Of(caller).IssueKeyAsync(caller.Actor, new(asked.Name, asked.Role, asked.CustomerId, asked.ExpiresAt));
        return issued.Ok ? TypedResults.Created((string?)null, Show(issued.Value, told)) : new Refused(issued.Refusal);
    }

    private static async Task<Results<Ok<ShownAccessKey>, Refused>> RotateKeyAsync(string keyId, OptionalBody<RotateAccessKey> body, Caller caller, OnceTold told) =>
        Answer.Ok(await Of(caller).RotateKeyAsync(caller.Actor, keyId, TimeSpan.FromHours(body.Value.OverlapHours)), issued => Show(issued, told));

    private static async Task<Results<Ok<AccessKey>, Refused>> RevokeKeyAsync(string keyId, Caller caller) =>
        Answer.Ok(await Of(caller).RevokeKeyAsync(caller.Actor, keyId));

    private static async Task<Results<Ok<UserList>, Refused>> ListUsersAsync(Caller caller) =>
        Answer.Ok(await Of(caller).ListUsersAsync(caller.Actor), users => new UserList(users));

    private static async Task<Results<Created<InvitedUser>, Refused>> AddUserAsync(Body<AddUser> body, Caller caller, OnceTold told)
    {
        var added = await Of(caller).CreateUserAsync(caller.Actor, new(body.Value.Name, body.Value.Role, body.Value.DisplayName));
        return added.Ok ? TypedResults.Created((string?)null, Invite(added.Value, told)) : new Refused(added.Refusal);
    }

    private static async Task<Results<Ok<User>, Refused>> ChangeUserAsync(string name, Body<ChangeUser> body, Caller caller) =>
        Answer.Ok(await Of(caller).ChangeUserAsync(caller.Actor, name, new(body.Value.Role, body.Value.Disabled, body.Value.DisplayName)));

    private static async Task<Results<Ok<InvitedUser>, Refused>> ResetPasswordAsync(string name, Caller caller, OnceTold told) =>
        Answer.Ok(await Of(caller).ResetPasswordAsync(caller.Actor, name), code => Invite(code, told));

    private static async Task<Results<Ok<LedgerPageView>, Refused>> ReadLedgerAsync(HttpRequest request, Caller caller)
    {
        var form = new QueryForm(request.Query);
        var (after, limit) = (form.Number("after", 0, long.MaxValue, 0), (int)form.Number("limit", 1, 500, 100));
        form.Close();
        return Answer.Ok(await caller.Directory.ReadLedgerAsync(caller.Actor, IdentityGrains.Name, after, limit), LedgerPageView.Of);
    }

    private static async Task<Results<Created<CustomerSession>, Refused>> OpenSessionAsync(Body<OpenSession> body, Caller caller, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        var opened = await Of(caller).OpenSessionAsync(caller.Actor, body.Value.CustomerId, TimeSpan.FromMinutes(body.Value.Minutes));
        return opened.Ok ? TypedResults.Created((string?)null, opened.Value) : new Refused(opened.Refusal);
    }

    private static IIdentityGrain Of(Caller caller) => caller.Grains.GetIdentity(caller.Workspace);

    private static ShownAccessKey Show(IssuedAccessKey issued, OnceTold told) => new(issued.Key, told.Keep(issued.Secret));

    private static InvitedUser Invite(PasswordCode code, OnceTold told) => new(code.User, told.Keep(ChoosePassword + code.Code), code.ExpiresAt);
}
