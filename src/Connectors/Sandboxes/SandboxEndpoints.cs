using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Connectors.Sandboxes;

/// <summary>What every sandbox answers about itself under /_sandbox.</summary>
internal static class SandboxEndpoints
{
    public static void MapAbout(this IEndpointRouteBuilder routes, ISandbox sandbox)
    {
        var about = routes.MapGroup("/_sandbox");
        about.MapGet("", () => TypedResults.Json(
            new { sandbox = sandbox.Kind, isSandbox = true, operations = sandbox.Operations, faults = Faults(sandbox) }, SandboxJson.Options));
        about.MapGet("/effects", async (CancellationToken cancellationToken) =>
            TypedResults.Json(await sandbox.ReportAsync(cancellationToken), SandboxJson.Options));
        about.MapGet("/faults", () => TypedResults.Json(Faults(sandbox), SandboxJson.Options));
        about.MapPut("/faults", (HttpRequest request) => SetFaultAsync(sandbox, request));
        about.MapDelete("/faults", () =>
        {
            sandbox.Faults.Clear();
            return TypedResults.NoContent();
        });
    }

    private static async Task<Results<JsonHttpResult<List<FaultRequest>>, ProblemHttpResult>> SetFaultAsync(ISandbox sandbox, HttpRequest request)
    {
        FaultRequest? asked;
        try
        {
            asked = await JsonSerializer.DeserializeAsync<FaultRequest>(request.Body, SandboxJson.Options, request.HttpContext.RequestAborted);
        }
        catch (JsonException wrong)
        {
            return TypedResults.Problem($"The body is no fault: {wrong.Path} {wrong.Message}", statusCode: 400);
        }
        if (asked is null)
            return TypedResults.Problem("The body is null; give a fault.", statusCode: 400);
        if (asked.Error(sandbox.Operations) is { } error)
            return TypedResults.Problem(error, statusCode: 400);
        sandbox.Faults.Set(asked.ToFault(), asked.Seed);
        return TypedResults.Json(Faults(sandbox), SandboxJson.Options);
    }

    private static List<FaultRequest> Faults(ISandbox sandbox) => [.. sandbox.Faults.Current.Select(FaultRequest.From)];
}
