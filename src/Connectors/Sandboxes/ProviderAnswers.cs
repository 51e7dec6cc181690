using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aegis.Connectors.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Connectors.Sandboxes;

/// <summary>Turns what a sandbox's work ends in into HTTP, each provider with its own error body.</summary>
internal static class ProviderAnswers
{
    /// <summary>A group that asks for the credential, answers errors in the provider's form, and breaks the connection where a fault says so.</summary>
    public static RouteGroupBuilder MapProvider(this IEndpointRouteBuilder routes, string? apiKey, Func<ProviderException, object> errorBody)
    {
        var group = routes.MapGroup("");
        group.AddEndpointFilter(async (invocation, next) =>
        {
            var http = invocation.HttpContext;
            try
            {
                if (apiKey is not null && !Knows(http.Request, apiKey))
                    throw new ProviderException(401, "api_authentication_failed", "The API key is missing or wrong.");
                return await next(invocation);
            }
            catch (ProviderException answer)
            {
                if (answer.RetryAfter is { } wait)
                    http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return Results.Json(errorBody(answer), statusCode: answer.Status);
            }
            catch (Exception broken) when (broken is ConnectionLostException or OperationCanceledException)
            {
                http.Abort();
                return Results.Empty;
            }
        });
        return group;
    }

    private static bool Knows(HttpRequest request, string apiKey)
    {
        var expected = Encoding.ASCII.GetBytes(BasicCredential.Of(apiKey));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()));
    }
}
