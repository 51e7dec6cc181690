using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Aegis.Dashboard.SignIn;

/// <summary>Shows people who follow a wrong address a page of the console; programs get the bare 404.</summary>
internal static class UnknownAddresses
{
    public static void UseNotFoundPage(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = context.Response.StatusCode == StatusCodes.Status404NotFound && AsksForAPage(context.Request);
        });
    }

    /// <summary>Answers that what a page is about is not there, once the page is rendered: an answer that is so from the start is rendered by nobody.</summary>
    public static void IsNotFound(this HttpResponse response) => response.OnStarting(() =>
    {
        response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private static bool AsksForAPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
