using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Aegis.Api.Http;

/// <summary>A grain's refusal as a problem response.</summary>
public sealed class Refused(Refusal refusal) : IResult, IEndpointMetadataProvider
{
    // A full queue drains in about the time of a turn or a batch.
    private static readonly TimeSpan QueuePause = TimeSpan.FromSeconds(2);

    public Task ExecuteAsync(HttpContext httpContext) =>
        ProblemOf(refusal).WriteAsync(httpContext, refusal.Kind == RefusalKind.TooMany ? QueuePause : null);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        foreach (var status in (int[])[400, 401, 404])
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(Problem), [Problem.ContentType]));
    }

    private static Problem ProblemOf(Refusal refusal) => refusal switch
    {
        { Kind: RefusalKind.Invalid } => Problem.InvalidField(refusal.Field ?? "body", refusal.Message),
        { Field: { } field } => Problem.Of(StatusOf(refusal.Kind), refusal.Message) with { Errors = new Dictionary<string, string[]> { [field] = [refusal.Message] } },
        _ => Problem.Of(StatusOf(refusal.Kind), refusal.Message),
    };

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status400BadRequest,
    };
}
