using System.Text.RegularExpressions;
using Aegis.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Identity;

/// <summary>Secrets of one response that are told once: a placeholder stands for each in what is kept for a repeat, and a repeat is told none.</summary>
internal sealed partial class OnceTold
{
    private readonly List<string> _secrets = [];

    private sealed class Mark
    {
        public static readonly Mark Instance = new();
    }

    /// <summary>Binds handler parameters.</summary>
    public static ValueTask<OnceTold> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));

    /// <summary>What to write in the secret's place.</summary>
    public string Keep(string secret)
    {
        _secrets.Add(secret);
        return $"{{{{once:{_secrets.Count - 1}}}}}";
    }

    /// <summary>The step around marked endpoints; outside idempotency.</summary>
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Mark>() is null)
        {
            await next(context);
            return;
        }

        using var response = new BufferedResponse(context.Response);
        await next(context);
        context.Response.Headers.CacheControl = "no-store";
        // Secrets are letters, digits, '_', '-' and '.', so they need no escaping inside JSON.
        var told = Of(context)._secrets;
        var text = Placeholder().Replace(await response.ReadAsync(), found => int.Parse(found.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) is var i && i < told.Count ? told[i] : "");
        await response.SendAsync(text, context.RequestAborted);
    }

    internal static object Marking => Mark.Instance;

    private static OnceTold Of(HttpContext context)
    {
        if (context.Features.Get<OnceTold>() is not { } told)
            context.Features.Set(told = new());
        return told;
    }

    [GeneratedRegex(@"\{\{once:(\d{1,3})\}\}")]
    private static partial Regex Placeholder();
}

internal static class OnceToldExtensions
{
    /// <summary>Marks an endpoint whose answer holds secrets that are told once.</summary>
    public static TBuilder TellsOnce<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(OnceTold.Marking);
}
