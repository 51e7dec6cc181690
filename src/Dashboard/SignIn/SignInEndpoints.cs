using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Dashboard.SignIn;

/// <summary>The ways in and out: the one-time link, the admin key, and sign-out.</summary>
internal static class SignInEndpoints
{
    public const string Home = "/";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithMetadata(ConsoleEndpoint.Instance).ExcludeFromDescription();
        group.MapGet("/sign-in", ByLinkAsync);
        group.MapPost("/sign-in", ByKeyAsync);
        group.MapPost("/sign-out", SignOutAsync).RequireAuthorization(ConsoleAuthentication.Policy);
    }

    private static async Task<RazorComponentResult> ByLinkAsync(HttpContext context, SignInCodes codes, string? code, string? returnUrl)
    {
        if (code is null)
            return Form(context, returnUrl);
        if (!codes.Redeem(code))
            return Refused(context, returnUrl, "This link was used before or is too old. Ask for a new one, or sign in with the admin key.");

        // A page rather than a redirect: the strict cookie is not sent along a redirect that another site's link began.
        await ConsoleAuthentication.SignInAsync(context);
        return new RazorComponentResult<SignedInPage>(new { Target = Local(returnUrl) });
    }

    private static async Task<IResult> ByKeyAsync(
        HttpContext context, DashboardOptions options, [FromForm] string? key, [FromForm] string? returnUrl)
    {
        if (!IsAdminKey(options.AdminKey, key))
            return Refused(context, returnUrl, "That is not the admin key.");

        await ConsoleAuthentication.SignInAsync(context);
        return Results.LocalRedirect(Local(returnUrl));
    }

    // The empty form body is bound so that the antiforgery token is asked for.
    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext context, [FromForm] string? returnUrl)
    {
        await context.SignOutAsync(ConsoleAuthentication.Scheme);
        return TypedResults.Redirect("/sign-in?returnUrl=" + Uri.EscapeDataString(Local(returnUrl)));
    }

    // Hashes are compared, so that neither content nor length shows in the time it takes.
    private static bool IsAdminKey(string? expected, string? given) =>
        expected is not null && given is not null
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(expected)), SHA256.HashData(Encoding.UTF8.GetBytes(given.Trim())));

    private static string Local(string? url) =>
        url is ['/', not '/' and not '\\', ..] && !url.StartsWith("/sign-", StringComparison.Ordinal) && !url.Any(char.IsControl) ? url : Home;

    private static RazorComponentResult Form(HttpContext context, string? returnUrl, string? error = null)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<SignInPage>(new { ReturnUrl = Local(returnUrl), Error = error });
    }

    private static RazorComponentResult Refused(HttpContext context, string? returnUrl, string error)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Form(context, returnUrl, error);
    }
}
