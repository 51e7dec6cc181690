using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aegis.Dashboard.SignIn;

/// <summary>Marks what belongs to the console, so that its guard leaves the API alone.</summary>
internal sealed class ConsoleEndpoint
{
    public static readonly ConsoleEndpoint Instance = new();
}

/// <summary>Refuses requests for a host the console does not answer to, and writes that another site's page began.</summary>
internal sealed class RequestGuard(DashboardOptions options)
{
    /// <summary>The status to refuse with and why, or null to let the request through.</summary>
    public (int Status, string Why)? Judge(HttpRequest request)
    {
        if (!options.AllowedHosts.Any(host => host == "*" || string.Equals(host, request.Host.Host, StringComparison.OrdinalIgnoreCase)))
            return (StatusCodes.Status400BadRequest, $"The console does not answer to the host '{request.Host.Host}'. Add it to the allowed hosts to use it.");
        if (NeedsOrigin(request) && !IsSameOrigin(request))
            return (StatusCodes.Status403Forbidden, "The request does not come from the console's own pages.");
        return null;
    }

    private static bool NeedsOrigin(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || request.HttpContext.WebSockets.IsWebSocketRequest
        || request.Headers.Upgrade.Count > 0;

    // The scheme may differ behind a proxy that ends TLS; host and port may not.
    private static bool IsSameOrigin(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
        && string.Equals(origin.Authority, Authority(request.Host, origin), StringComparison.OrdinalIgnoreCase);

    private static string Authority(HostString host, Uri origin) =>
        new UriBuilder(origin.Scheme, host.Host, host.Port ?? -1).Uri.Authority;
}

internal static class RequestGuardExtensions
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>Guards the console's endpoints and adds the headers that keep its pages to themselves.</summary>
    public static void UseConsoleGuard(this WebApplication app) => app.UseWhen(
        context => context.GetEndpoint()?.Metadata.GetMetadata<ConsoleEndpoint>() is not null,
        branch => branch.Use(GuardAsync));

    private static Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        var guard = (RequestGuard)context.RequestServices.GetService(typeof(RequestGuard))!;
        if (guard.Judge(context.Request) is not { } refusal)
            return next(context);

        context.Response.StatusCode = refusal.Status;
        return context.Response.WriteAsync(refusal.Why);
    }
}
