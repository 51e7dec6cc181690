using Aegis.Api.Events;
using Aegis.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Keys;

/// <summary>Fills key placeholders in at the very edge, after the answer was stored for replay, so that no secret is stored.</summary>
internal static class KeyFilling
{
    private sealed class Mark
    {
        public static readonly Mark Instance = new();
    }

    /// <summary>Marks an endpoint whose answers name keys that the caller is meant to see.</summary>
    public static TBuilder RevealsKeys<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(Mark.Instance);

    /// <summary>The step around marked endpoints; outside idempotency.</summary>
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // A stream fills its own events in.
        if (context.GetEndpoint()?.Metadata.GetMetadata<Mark>() is null || EventStream.IsAccepted(context.Request))
        {
            await next(context);
            return;
        }

        using var response = new BufferedResponse(context.Response);
        await next(context);
        // Keys are letters, digits and '_', so they need no escaping inside JSON.
        await response.SendAsync(await KeyTexts.Of(context).RevealAsync(await response.ReadAsync()), context.RequestAborted);
    }
}
