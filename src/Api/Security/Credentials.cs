using Aegis.Actors;
using Aegis.Identity;
using Aegis.Keys;

namespace Aegis.Api.Security;

/// <summary>Finds out who presents a key or a session's token.</summary>
internal sealed class Credentials(AdminKey adminKey, KnownIdentities identities, IActorAuthority authority, IKeyHasher hasher, TimeProvider time, IGrainFactory grains)
{
    private const string AdminId = "admin";

    private static readonly Task<bool> Always = Task.FromResult(true);

    /// <summary>The caller, or null when this is nobody's credential, or no longer.</summary>
    public async Task<Caller?> IdentifyAsync(string presented)
    {
        if (presented.StartsWith(SessionToken.Prefix, StringComparison.Ordinal))
            return await OfSessionAsync(presented);
        if (adminKey.Matches(presented))
            return Make(AdminId, Role.Admin, GrainKey.DefaultWorkspace, () => Always);
        return AccessKeySecret.IsOne(presented) ? await OfKeyAsync(presented) : null;
    }

    private async Task<Caller?> OfKeyAsync(string secret)
    {
        const string workspace = GrainKey.DefaultWorkspace;
        var hash = hasher.Hash(secret);
        return await identities.FindKeyAsync(workspace, hash) is { } holder
            ? Make(holder.ActorId, holder.Role, workspace, async () => await identities.FindKeyAsync(workspace, hash) is not null)
            : null;
    }

    private async Task<Caller?> OfSessionAsync(string token)
    {
        if (SessionToken.Open(authority, token, time.GetUtcNow()) is not { } session || !await IsGoodAsync(session))
            return null;
        return Make(session.CustomerId, Role.Customer, session.Workspace, () => IsGoodAsync(session));
    }

    // A session ends with whoever opened it.
    private async Task<bool> IsGoodAsync(SessionToken session) =>
        session.ExpiresAt > time.GetUtcNow() && await identities.FindActorAsync(session.Workspace, session.OpenedBy) is not null;

    private Caller Make(string id, Role role, string workspace, Func<Task<bool>> isStillGood) => new(id, role, workspace, authority, time, grains, isStillGood);
}
