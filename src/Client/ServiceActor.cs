using Aegis.Actors;
using Aegis.Identity;
using Microsoft.Extensions.Options;

namespace Aegis.Client;

/// <summary>Who this service is to the grains: its key, exchanged for an actor, and again when half of that one's time is over.</summary>
internal sealed class ServiceActor(IGrainFactory grains, IOptions<AegisClientOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Freshness = ActorTokens.ServiceLifetime / 2;

    private readonly Lock _one = new();
    private Entry? _last;

    /// <exception cref="UnauthorizedAccessException">The key is nobody's, or no longer.</exception>
    public async Task<Actor> GetAsync(CancellationToken cancellationToken)
    {
        Entry entry;
        lock (_one)
            entry = _last = _last is { Actor.IsFaulted: false } last && time.GetElapsedTime(last.AskedAt) < Freshness
                ? last
                : new(time.GetTimestamp(), EnterAsync());
        return await entry.Actor.WaitAsync(cancellationToken);
    }

    private async Task<Actor> EnterAsync()
    {
        var answer = await grains.GetIdentity(options.Value.Workspace).EnterAsync(options.Value.AccessKey!);
        return answer.Ok ? answer.Value : throw new UnauthorizedAccessException(answer.Refusal.Message);
    }

    // By this machine's own clock, which need not agree with that of the silos.
    private sealed record Entry(long AskedAt, Task<Actor> Actor);
}
