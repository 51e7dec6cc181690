using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Grains.Keys;
using Aegis.Identity;

namespace Aegis.Grains.Identity;

// Keys: hashed, told once, rotated with an overlap, revoked for good.
public sealed partial class IdentityGrain
{
    /// <summary>How exactly a key's last use is kept: one write an hour and key at most, none a request.</summary>
    private static readonly TimeSpan UseGrain = TimeSpan.FromHours(1);

    private readonly Dictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);

    public async Task<Result<IssuedAccessKey>> IssueKeyAsync(Actor actor, NewAccessKey key)
    {
        var now = Now;
        if ((Guard(actor, Right.Administer) ?? IdentityRules.Check(State, key, now)) is { } refusal)
            return refusal;
        var secret = AccessKeyFormat.Make(entropy);
        var issued = new StoredAccessKey(ids.New("access"), key.Name, key.Role, key.CustomerId, now, actor.ToString(), key.ExpiresAt, null, null, [Keep(secret)]);
        State.Keys.Add(issued);
        Record("key_issued", actor.ToString(), ("keyId", issued.Id), ("name", key.Name), ("role", SnakeCase.Of(key.Role)), ("customerId", key.CustomerId), ("expiresAt", key.ExpiresAt));
        await CommitAsync();
        return new IssuedAccessKey(issued.ToKey(null, now), secret);
    }

    public Task<Result<ImmutableArray<AccessKey>>> ListKeysAsync(Actor actor) => Task.FromResult<Result<ImmutableArray<AccessKey>>>(
        Guard(actor, Right.Administer) is { } refusal ? refusal : State.Keys.Select(View).ToImmutableArray());

    public async Task<Result<IssuedAccessKey>> RotateKeyAsync(Actor actor, string keyId, TimeSpan overlap)
    {
        var now = Now;
        if ((Guard(actor, Right.Administer) ?? IdentityRules.CheckOverlap(overlap)) is { } refusal)
            return refusal;
        if (State.Keys.Find(k => k.Id == keyId) is not { } key)
            return IdentityRules.NoKey(keyId);
        if (!key.IsGood(now))
            return new Refusal(RefusalKind.Conflict, "The key is revoked or expired: issue another.", "keyId");

        var secret = AccessKeyFormat.Make(entropy);
        var rotated = key with { Secrets = [key.Secrets[^1] with { Until = now + overlap }, Keep(secret)] };
        Replace(key, rotated);
        Record("key_rotated", actor.ToString(), ("keyId", key.Id), ("name", key.Name), ("oldSecretUntil", now + overlap));
        await CommitAsync();
        return new IssuedAccessKey(View(rotated), secret);
    }

    public async Task<Result<AccessKey>> RevokeKeyAsync(Actor actor, string keyId)
    {
        if (Guard(actor, Right.Administer) is { } refusal)
            return refusal;
        if (State.Keys.Find(k => k.Id == keyId) is not { } key)
            return IdentityRules.NoKey(keyId);
        if (key.RevokedAt is not null)
            return View(key);

        var revoked = key with { RevokedAt = Now };
        Replace(key, revoked);
        Record("key_revoked", actor.ToString(), ("keyId", key.Id), ("name", key.Name));
        await CommitAsync();
        return View(revoked);
    }

    public async Task<Result<Standing>> FindKeyAsync(Actor actor, string keyHash) =>
        Guard(actor, Right.Operate) is { } refusal ? refusal
        : await UseKeyAsync(keyHash) is { } holder ? holder
        : new Refusal(RefusalKind.NotFound, "There is no such key.");

    public async Task<Result<Actor>> EnterAsync(string secret) =>
        AccessKeySecret.IsOne(secret) && await UseKeyAsync(hasher.Hash(secret)) is { } holder
            ? authority.Sign(holder.ActorId, holder.Role, Workspace, ActorTokens.ServiceLifetime)
            : new Refusal(RefusalKind.Forbidden, "The access key is unknown, revoked or expired: an administrator issues another.");

    private async Task<Standing?> UseKeyAsync(string keyHash)
    {
        var now = Now;
        if (State.Keys.Find(k => k.IsGood(now) && k.Secrets.Any(s => s.Hash == keyHash && !(s.Until <= now))) is not { } key)
            return null;

        _used[key.Id] = now;
        if (!(now - key.LastUsedAt < UseGrain))
        {
            Replace(key, key with { LastUsedAt = now });
            await CommitAsync();
        }

        return StandingOf(key);
    }

    private static Standing StandingOf(StoredAccessKey key) => new(key.ActorId, key.Role, 0);

    private StoredSecret Keep(string secret) => new(hasher.Hash(secret), AccessKeyFormat.Shown(secret), null);

    private void Replace(StoredAccessKey key, StoredAccessKey by) => State.Keys[State.Keys.IndexOf(key)] = by;

    private AccessKey View(StoredAccessKey key) =>
        key.ToKey(_used.TryGetValue(key.Id, out var used) ? used : key.LastUsedAt, Now);
}
