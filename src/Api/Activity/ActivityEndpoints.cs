using System.Text.Json;
using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Api.Idempotency;
using Aegis.Api.Json;
using Aegis.Api.Security;
using Aegis.Idempotency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Aegis.Api.Activity;

internal static class ActivityEndpoints
{
    private const string Json = "application/json";

    /// <summary>Its group does without the idempotency step: the body is far larger than what that keeps, so it is hashed as it streams by.</summary>
    public static void MapActivity(this RouteGroupBuilder api) =>
        api.MapPost("/activity", RecordAsync).WithTags("Activity").Needs(Role.Agent)
            .WithSummary("Records API calls, one JSON object a line: {customerId,endpoint,status,at?,latencyMs?,reason?,id?}. Good lines are taken, bad ones named.")
            .Produces<ActivityAnswer>().Produces<ActivityProblem>(StatusCodes.Status503ServiceUnavailable, Problem.ContentType);

    private static async Task RecordAsync(HttpContext context, Caller caller, Operation operation, ApiOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        var batch = new ActivityBatch(time.GetUtcNow(), operation.IsRepeatable ? operation.Id : null);
        IdempotencyGate? gate = null;
        using (var hash = operation.IsRepeatable ? RequestHash.Of(context.Request) : null)
        {
            await ActivityBody.ReadAsync(context, batch, hash);
            if (hash is not null && (gate = await IdempotencyGate.EnterAsync(context, RequestHash.Finish(hash))) is null)
                return;
        }

        var recorder = new ActivityRecorder(caller, options.ActivityConcurrency, loggers.CreateLogger<ActivityRecorder>());
        ActivityAnswer answer;
        try
        {
            answer = await recorder.RecordAsync(batch, context.RequestAborted);
        }
        catch when (gate is not null)
        {
            await gate.AbandonAsync();
            throw;
        }

        if (recorder.RetryAfter is { } pause)
            await RefuseAsync(context, gate, answer, pause);
        else
            await ConfirmAsync(context, gate, answer);
    }

    private static async Task ConfirmAsync(HttpContext context, IdempotencyGate? gate, ActivityAnswer answer)
    {
        if (gate is not null)
            await gate.SettleAsync(new StoredAnswer(StatusCodes.Status200OK, Json, JsonSerializer.Serialize(answer, ApiJson.Wire.ActivityAnswer), null));
        await context.Response.WriteAsJsonAsync(answer, ApiJson.Wire.ActivityAnswer, cancellationToken: context.RequestAborted);
    }

    private static async Task RefuseAsync(HttpContext context, IdempotencyGate? gate, ActivityAnswer answer, TimeSpan pause)
    {
        if (gate is not null)
            await gate.AbandonAsync();
        const int status = StatusCodes.Status503ServiceUnavailable;
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = ((int)Math.Ceiling(pause.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var problem = new ActivityProblem(
            "about:blank", ReasonPhrases.GetReasonPhrase(status), status,
            "Not all lines were taken. Send the rejected ones again, or the whole batch if its events carry ids or it has an Idempotency-Key.",
            answer.Accepted, answer.Rejected);
        await context.Response.WriteAsJsonAsync(problem, ApiJson.Wire.ActivityProblem, Problem.ContentType, context.RequestAborted);
    }
}
