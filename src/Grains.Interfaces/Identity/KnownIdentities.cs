using System.Collections.Concurrent;
using Aegis.Actors;

namespace Aegis.Identity;

/// <summary>What a process at the edge knows of keys and users, asked again every second: what was revoked is refused by then, whichever process it was revoked at. When the grid does not answer, nobody is let in on old knowledge.</summary>
public sealed class KnownIdentities(IGrainFactory grains, IActorAuthority authority, TimeProvider time)
{
    /// <summary>How long an answer is relied on.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    // Whoever guesses keys must not fill the memory.
    private const int MaxKnown = 10_000;

    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    /// <summary>Whose key this is, or null when it is nobody's any more.</summary>
    public Task<Standing?> FindKeyAsync(string workspace, string keyHash) =>
        FindAsync($"{workspace}/key/{keyHash}", workspace, (identity, edge) => identity.FindKeyAsync(edge, keyHash));

    /// <summary>Who is behind an actor's id, or null when it is nobody any more.</summary>
    public Task<Standing?> FindActorAsync(string workspace, string actorId) =>
        FindAsync($"{workspace}/actor/{actorId}", workspace, (identity, edge) => identity.FindActorAsync(edge, actorId));

    /// <summary>Asks anew next time: whoever has just changed their own password is not to be judged by what was known before.</summary>
    public void Forget(string workspace, string actorId) => _answers.TryRemove($"{workspace}/actor/{actorId}", out _);

    private async Task<Standing?> FindAsync(string about, string workspace, Func<IIdentityGrain, Actor, Task<Result<Standing>>> ask)
    {
        var now = time.GetTimestamp();
        if (_answers.TryGetValue(about, out var known) && time.GetElapsedTime(known.AskedAt, now) < Freshness)
            return await known.Standing;

        if (_answers.Count >= MaxKnown)
            _answers.Clear();
        var answer = new Answer(now, AskAsync(workspace, ask));
        _answers[about] = answer;
        try
        {
            return await answer.Standing;
        }
        catch
        {
            // The next request asks again.
            _answers.TryRemove(KeyValuePair.Create(about, answer));
            throw;
        }
    }

    private async Task<Standing?> AskAsync(string workspace, Func<IIdentityGrain, Actor, Task<Result<Standing>>> ask)
    {
        var answer = await ask(grains.GetIdentity(workspace), authority.Sign("edge", Role.System, workspace));
        return answer.Ok ? answer.Value
            : answer.Refusal.Kind == RefusalKind.NotFound ? null
            : throw new InvalidOperationException(answer.Refusal.Message);
    }

    private sealed record Answer(long AskedAt, Task<Standing?> Standing);
}

/// <summary>Where the identities of a workspace are.</summary>
public static class IdentityGrains
{
    /// <summary>The name of the grain, and of its ledger, in every workspace; no customer can have it.</summary>
    public const string Name = "$identity";

    public static IIdentityGrain GetIdentity(this IGrainFactory grains, string workspace) =>
        grains.GetGrain<IIdentityGrain>(new GrainKey(workspace, Name).ToString());
}
