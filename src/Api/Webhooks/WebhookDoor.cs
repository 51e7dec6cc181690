using System.Security.Cryptography;
using System.Text.Json;
using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.News;
using Microsoft.AspNetCore.Http;

namespace Aegis.Api.Webhooks;

/// <summary>Lets in what proves who it comes from, and brings it to the grains.</summary>
internal sealed class WebhookDoor(IGrainFactory grains, IActorAuthority authority, TimeProvider time, ApiOptions api)
{
    // Read at each entry: an actor may be signed for a while only.
    private Actor Actor => authority.Sign("webhooks", Role.System, GrainKey.DefaultWorkspace);

    public WebhookOptions Options => api.Webhooks;

    /// <param name="secret">What the provider is known by; without it nobody is let in.</param>
    /// <param name="isGenuine">Judges the bytes as they came, before anything is read of them.</param>
    /// <param name="read">What they say, by the body and the hash of its bytes; null is nothing for us.</param>
    public async Task<IResult> EnterAsync(
        HttpContext context, string? secret, Func<ReadOnlyMemory<byte>, DateTimeOffset, bool> isGenuine, Func<JsonElement, string, ProviderNews?> read)
    {
        var now = time.GetUtcNow();
        if (string.IsNullOrEmpty(secret))
            return new ProblemResult(Problem.Of(StatusCodes.Status404NotFound, "This provider has no webhook secret here."));
        var bytes = await RequestBody.ReadAsync(context);
        if (!isGenuine(bytes, now))
            return new ProblemResult(Problem.Of(StatusCodes.Status401Unauthorized, "The webhook does not prove that it comes from the provider, or comes too late."));

        ProviderNews? news;
        try
        {
            using var body = JsonDocument.Parse(bytes);
            news = read(body.RootElement, Convert.ToHexStringLower(SHA256.HashData(bytes.Span))[..32]);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return new ProblemResult(Problem.Of(StatusCodes.Status400BadRequest, "The body is no JSON."));
        }

        if (news is null || now - news.OccurredAt > Options.OldestNews || !IsPlain(news))
            return TypedResults.StatusCode(StatusCodes.Status202Accepted);
        var taken = await grains.GetGrain<IProviderNewsGrain>(0).TakeAsync(Actor, news);
        return taken.Ok ? TypedResults.Ok()
            : taken.Refusal.Kind == RefusalKind.NotFound ? TypedResults.StatusCode(StatusCodes.Status202Accepted)
            : new Refused(taken.Refusal);
    }

    private static bool IsPlain(ProviderNews news) =>
        news.EventId.Length is > 0 and <= 100 && news.Subject.Length is > 0 and <= 130 && $"{news.EventId}{news.Subject}".All(c => c is > ' ' and <= '~');
}
