using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
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

    public static Task SignInAsync(HttpContext context) => context.SignInAsync(
        Scheme,
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "console-admin")], Scheme)),
        new AuthenticationProperties { IsPersistent = true });

    private static void Configure(CookieAuthenticationOptions o, DashboardOptions options)
    {
        o.Cookie.Name = "aegis_console";
        o.Cookie.HttpOnly = true;
        o.Cookie.SameSite = SameSiteMode.Strict;
        o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        o.ExpireTimeSpan = options.SessionLifetime;
        o.SlidingExpiration = true;
        o.Events.OnRedirectToLogin = Challenge;
    }

    // A person is shown the way in; a script is told that it is not signed in.
    private static Task Challenge(RedirectContext<CookieAuthenticationOptions> redirect)
    {
        var request = redirect.Request;
        if (HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/_blazor"))
            redirect.Response.Redirect("/sign-in?returnUrl=" + Uri.EscapeDataString(request.Path + request.QueryString));
        else
            redirect.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static DirectoryInfo PrivateDirectory(string path) => OperatingSystem.IsWindows()
        ? System.IO.Directory.CreateDirectory(path)
        : System.IO.Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
