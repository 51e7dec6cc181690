using System.Security.Cryptography;
using System.Text;
using Aegis.Actors;
using Aegis.Dashboard.Grid;
using Aegis.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Dashboard.SignIn;

/// <summary>The ways in and out: the one-time link, the admin key, a user's password, a proxy that vouches, and sign-out.</summary>
internal static class SignInEndpoints
{
    public const string Home = "/";
    public const string Choose = "/sign-in/password";
    public const string Change = "/sign-in/change";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithMetadata(ConsoleEndpoint.Instance).ExcludeFromDescription();
        group.MapGet("/sign-in", ByLinkAsync);
        group.MapPost("/sign-in", ByFormAsync);
        group.MapGet(Choose, ChooseForm);
        group.MapPost(Choose, ChooseAsync);
        group.MapGet(Change, ChangeForm).RequireAuthorization(ConsoleAuthentication.Policy);
        group.MapPost(Change, ChangeAsync).RequireAuthorization(ConsoleAuthentication.Policy);
        group.MapPost("/sign-out", SignOutAsync).RequireAuthorization(ConsoleAuthentication.Policy);
    }

    private static async Task<IResult> ByLinkAsync(
        HttpContext context, SignInCodes codes, ProxySignIn proxy, KnownIdentities identities, DashboardOptions options, string? code, string? returnUrl, string? why)
    {
        if (code is null && proxy.UserOf(context) is { } named)
            return await ByProxyAsync(context, identities, options, named, returnUrl);
        if (code is null)
            return Form(context, returnUrl, why: SignInReason.Of(why));
        if (!codes.Redeem(code))
            return Refused(context, returnUrl, "This link was used before or is too old. Ask for a new one, or sign in with the admin key.");

        // A page rather than a redirect: the strict cookie is not sent along a redirect that another site's link began.
        await ConsoleAuthentication.SignInAsync(context, SignedIn.Administrator);
        return new RazorComponentResult<SignedInPage>(new { Target = Local(returnUrl) });
    }

    private static async Task<IResult> ByProxyAsync(HttpContext context, KnownIdentities identities, DashboardOptions options, string name, string? returnUrl)
    {
        // A proxy names people; keys and the administrator of the admin key have no stamp.
        if (await identities.FindActorAsync(options.Workspace, name) is not { Stamp: > 0 } user || user.ActorId != name)
            return Refused(context, returnUrl, $"There is no user '{name}' here, or it is disabled: ask an administrator.");
        await EnterAsync(context, user);
        return Results.LocalRedirect(Local(returnUrl));
    }

    private static async Task<IResult> ByFormAsync(
        HttpContext context, DashboardOptions options, ConsoleGrid grid, IActorAuthority authority,
        [FromForm] string? name, [FromForm] string? key, [FromForm] string? returnUrl)
    {
        if (!string.IsNullOrWhiteSpace(name))
        {
            var (user, status, why) = await AskAsync(grid, () => grid.Door.SignInAsync(Console(authority, options), name.Trim(), key ?? ""), StatusCodes.Status401Unauthorized);
            if (user is null)
                return Refused(context, returnUrl, why, status);
            await EnterAsync(context, user);
            return Results.LocalRedirect(Local(returnUrl));
        }

        if (!IsAdminKey(options.AdminKey, key))
            return Refused(context, returnUrl, "That is not the admin key.");

        await ConsoleAuthentication.SignInAsync(context, SignedIn.Administrator);
        return Results.LocalRedirect(Local(returnUrl));
    }

    private static RazorComponentResult ChooseForm(HttpContext context, string? code) => PasswordForm(context, code ?? "", null);

    private static RazorComponentResult ChangeForm(HttpContext context) => PasswordForm(context, null, null);

    private static async Task<IResult> ChangeAsync(
        HttpContext context, DashboardOptions options, ConsoleGrid grid, IActorAuthority authority, ConsoleUser person,
        [FromForm] string? current, [FromForm] string? password, [FromForm] string? again)
    {
        if (password != again)
            return PasswordForm(context, null, Differ);
        var (user, status, why) = await AskAsync(grid, () => grid.Door.ChangePasswordAsync(Console(authority, options), person.Who?.Name ?? "", current ?? "", password ?? ""));
        if (user is null)
            return PasswordForm(context, null, why, status);
        await EnterAsync(context, user);
        return Results.LocalRedirect("/settings/account?changed=true");
    }

    private static async Task<IResult> ChooseAsync(
        HttpContext context, DashboardOptions options, ConsoleGrid grid, IActorAuthority authority,
        [FromForm] string? code, [FromForm] string? password, [FromForm] string? again)
    {
        if (password != again)
            return PasswordForm(context, code ?? "", Differ);
        var (user, status, why) = await AskAsync(grid, () => grid.Door.ChoosePasswordAsync(Console(authority, options), code ?? "", password ?? ""));
        if (user is null)
            return PasswordForm(context, code ?? "", why, status);
        await EnterAsync(context, user);
        return Results.LocalRedirect(Home);
    }

    private const string Differ = "The two passwords differ.";

    /// <param name="code">Null for who is signed in.</param>
    private static RazorComponentResult PasswordForm(HttpContext context, string? code, string? error, int status = StatusCodes.Status400BadRequest)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (error is not null)
            context.Response.StatusCode = status;
        return new RazorComponentResult<PasswordPage>(new { Code = code, Error = error });
    }

    // What was known of the person a moment ago, another password, would turn the new cookie away.
    private static Task EnterAsync(HttpContext context, Standing user)
    {
        var services = context.RequestServices;
        services.GetRequiredService<KnownIdentities>().Forget(services.GetRequiredService<DashboardOptions>().Workspace, user.ActorId);
        return ConsoleAuthentication.SignInAsync(context, new(user.ActorId, user.Role, user.Stamp));
    }

    /// <summary>Who may enter; or the status and the sentence to refuse with, also where the grid does not answer.</summary>
    private static async Task<(Standing? User, int Status, string Why)> AskAsync(ConsoleGrid grid, Func<Task<Result<Standing>>> ask, int refused = StatusCodes.Status400BadRequest)
    {
        var asked = await grid.AskAsync<Result<Standing>>(async () => await ask());
        return asked.Value switch
        {
            null => (null, StatusCodes.Status503ServiceUnavailable, asked.Error ?? ""),
            { Ok: true } user => (user.Value, StatusCodes.Status200OK, ""),
            { Refusal.Kind: RefusalKind.TooMany } locked => (null, StatusCodes.Status429TooManyRequests, locked.Refusal!.Message),
            var no => (null, refused, no.Refusal!.Message),
        };
    }

    private static Actor Console(IActorAuthority authority, DashboardOptions options) => authority.Sign("console", Role.System, options.Workspace);

    // The empty form body is bound so that the antiforgery token is asked for.
    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext context, [FromForm] string? returnUrl)
    {
        await context.SignOutAsync(ConsoleAuthentication.Scheme);
        return TypedResults.Redirect(SignInReason.Address(Local(returnUrl), SignInReason.Left));
    }

    // Hashes are compared, so that neither content nor length shows in the time it takes.
    private static bool IsAdminKey(string? expected, string? given) =>
        expected is not null && given is not null
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(expected)), SHA256.HashData(Encoding.UTF8.GetBytes(given.Trim())));

    private static string Local(string? url) =>
        url is ['/', not '/' and not '\\', ..] && !url.StartsWith("/sign-", StringComparison.Ordinal) && !url.Any(char.IsControl) ? url : Home;

    private static RazorComponentResult Form(HttpContext context, string? returnUrl, string? error = null, SignInReason? why = null)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<SignInPage>(new { ReturnUrl = Local(returnUrl), Error = error, Why = why });
    }

    private static RazorComponentResult Refused(HttpContext context, string? returnUrl, string error, int status = StatusCodes.Status401Unauthorized)
    {
        context.Response.StatusCode = status;
        return Form(context, returnUrl, error);
    }
}
