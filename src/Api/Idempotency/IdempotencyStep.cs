using System.Security.Cryptography;
using System.Text;
using Aegis.Api.Events;
using Aegis.Api.Http;
using Aegis.Idempotency;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Idempotency;

/// <summary>Answers a repeated POST with what the first one was answered. Stored bodies name keys by placeholder only.</summary>
internal static class IdempotencyStep
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // A stream of steps is not kept: its operation id leads a repeat to the same turn.
        if (!HttpMethods.IsPost(context.Request.Method) || !Operation.Of(context).IsRepeatable || EventStream.IsAccepted(context.Request))
        {
            await next(context);
            return;
        }

        var body = await RequestBody.ReadAsync(context);
        using var hash = RequestHash.Of(context.Request);
        hash.AppendData(body.Span);
        if (await IdempotencyGate.EnterAsync(context, RequestHash.Finish(hash)) is { } gate)
            await PerformAsync(context, next, gate);
    }

    private static async Task PerformAsync(HttpContext context, RequestDelegate next, IdempotencyGate gate)
    {
        using var response = new BufferedResponse(context.Response);
        string text;
        try
        {
            await next(context);
            text = await response.ReadAsync();
        }
        catch
        {
            await gate.AbandonAsync();
            throw;
        }

        await gate.SettleAsync(new StoredAnswer(
            context.Response.StatusCode, context.Response.ContentType, text, context.Response.Headers.Location));
        await response.SendAsync(text, context.RequestAborted);
    }
}

/// <summary>What makes two requests the same: method, path with query, and body.</summary>
internal static class RequestHash
{
    /// <summary>A hash that the body is appended to.</summary>
    public static IncrementalHash Of(HttpRequest request)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        return hash;
    }

    public static string Finish(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
