using Aegis.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aegis.Dashboard.SignIn;

/// <summary>The console's own cookie; the API's keys mean nothing to it and the cookie nothing to the API.</summary>
internal static class ConsoleAuthentication
{
    public const string Scheme = "aegis-console";
    public const string Policy = "aegis-console";

    public static void AddConsoleSignIn(this IServiceCollection services, DashboardOptions options)
    {
        var protection = services.AddDataProtection().SetApplicationName("Aegis");
        if (options.KeysDirectory is { } keys)
            protection.PersistKeysToFileSystem(PrivateDirectory(keys));
        // The directory's mode guards the keys; the warning that they are not encrypted besides would only repeat itself at each start.
        services.AddLogging(l => l.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));

        services.AddAuthentication().AddCookie(Scheme, o => Configure(o, options));
        services.AddAuthorizationBuilder()
            .AddPolicy(Policy, p => p.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
    }

    public static Task SignInAsync(HttpContext context, SignedIn who) =>
        context.SignInAsync(Scheme, who.ToPrincipal(Scheme), new AuthenticationProperties { IsPersistent = true });

    /// <summary>Names the person of each request to the console; after authorization.</summary>
    public static void UseConsoleUser(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ConsoleEndpoint>() is not null)
            context.RequestServices.GetRequiredService<ConsoleUser>().Is(context.User);
        return next(context);
    });

    private static void Configure(CookieAuthenticationOptions o, DashboardOptions options)
    {
        o.Cookie.Name = "aegis_console";
        o.Cookie.HttpOnly = true;
        o.Cookie.SameSite = SameSiteMode.Strict;
        o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        o.ExpireTimeSpan = options.SessionLifetime;
        o.SlidingExpiration = true;
        o.Events.OnRedirectToLogin = Challenge;
        o.Events.OnValidatePrincipal = ValidateAsync;
    }

    // A cookie is good for as long as its user is: enabled, of the same role and password, and, behind a proxy, the one it names.
    private static async Task ValidateAsync(CookieValidatePrincipalContext cookie)
    {
        var services = cookie.HttpContext.RequestServices;
        var options = services.GetRequiredService<DashboardOptions>();
        try
        {
            if (SignedIn.Of(cookie.Principal) is { } who
                && (services.GetRequiredService<ProxySignIn>().UserOf(cookie.HttpContext) is not { } named || named == who.Name)
                && await ConsoleUser.IsGoodAsync(services.GetRequiredService<KnownIdentities>(), options.Workspace, who))
                return;
            cookie.RejectPrincipal();
            await cookie.HttpContext.SignOutAsync(Scheme);
        }
        catch (Exception unanswered) when (unanswered is not OperationCanceledException)
        {
            // Whether the user is still good cannot be told now: the cookie is kept, and not honoured.
            cookie.HttpContext.Items[typeof(SignInReason)] = SignInReason.Untold;
            cookie.RejectPrincipal();
        }
    }

    // A person is shown the way in; a script is told that it is not signed in.
    private static Task Challenge(RedirectContext<CookieAuthenticationOptions> redirect)
    {
        var request = redirect.Request;
        if (HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/_blazor"))
            redirect.Response.Redirect(SignInReason.Address(request.Path + request.QueryString, redirect.HttpContext.Items[typeof(SignInReason)] as SignInReason));
        else
            redirect.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static DirectoryInfo PrivateDirectory(string path) => OperatingSystem.IsWindows()
        ? System.IO.Directory.CreateDirectory(path)
        : System.IO.Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
