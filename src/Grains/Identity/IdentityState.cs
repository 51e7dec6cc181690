using System.Text.Json.Serialization;
using Aegis.Actors;
using Aegis.Identity;
using Aegis.Storage.States;

namespace Aegis.Grains.Identity;

/// <summary>The keys and users of a workspace. Only hashes of what is secret, and the whole of it sealed besides.</summary>
public sealed class IdentityState : LedgerState
{
    /// <summary>Oldest first; revoked keys stay, so that their names are never somebody else's in the ledger.</summary>
    public List<StoredAccessKey> Keys { get; set; } = [];

    /// <summary>Oldest first; disabled users stay, for the same reason.</summary>
    public List<StoredUser> Users { get; set; } = [];

    /// <summary>Attempts to sign in under names that are nobody's: written down as others are, so that they take as long.</summary>
    public long StrangersAttempts { get; set; }

    public override bool WholeSealed => true;

    [JsonIgnore]
    public override DateTimeOffset? NextDueAt => null;
}

/// <param name="Secrets">The one in force last; before it, after a rotation, the one that still works for a while.</param>
public sealed record StoredAccessKey(
    string Id, string Name, Role Role, string? CustomerId, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt, ImmutableArray<StoredSecret> Secrets)
{
    /// <summary>Whom calls with the key are made as.</summary>
    [JsonIgnore]
    public string ActorId => CustomerId ?? Name;

    public bool IsGood(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);

    public AccessKey ToKey(DateTimeOffset? lastUsedAt, DateTimeOffset now) => new(
        Id, Name, Role, CustomerId, Secrets[^1].Prefix, CreatedAt, CreatedBy, ExpiresAt, RevokedAt, lastUsedAt,
        Secrets.Length > 1 && Secrets[0].Until > now && IsGood(now) ? Secrets[0].Until : null);
}

/// <param name="Hash">By <see cref="Aegis.Keys.IKeyHasher"/>.</param>
/// <param name="Until">When a later one replaces it for good; null for the one in force.</param>
public sealed record StoredSecret(string Hash, string Prefix, DateTimeOffset? Until);

/// <param name="Stamp">Raised by whatever ends sessions.</param>
/// <param name="CodeHash">Of the code by which a password is chosen; null when there is none.</param>
/// <param name="Failures">Wrong passwords since the last right one.</param>
public sealed record StoredUser(
    string Name, string? DisplayName, Role Role, bool Disabled, long Stamp, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? LastSignInAt = null,
    PasswordHash? Password = null, string? CodeHash = null, DateTimeOffset? CodeExpiresAt = null, int Failures = 0, DateTimeOffset? LockedUntil = null)
{
    public User ToUser() => new(Name, DisplayName, Role, Disabled, Password is not null, CreatedAt, CreatedBy, LastSignInAt);

    public Standing ToStanding() => new(Name, Role, Stamp);
}

/// <summary>The stored form of identities.</summary>
[JsonSerializable(typeof(IdentityState))]
internal sealed partial class IdentityJson : JsonSerializerContext;
