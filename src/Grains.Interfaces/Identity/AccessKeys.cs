using Aegis.Actors;

namespace Aegis.Identity;

/// <summary>A key by which a backend, a person or a customer's own program calls the HTTP surface, without its secret.</summary>
/// <param name="Name">How the ledger names whoever uses it, unique in the workspace for good: "agent:billing-backend".</param>
/// <param name="Role">What it may do: viewer, agent, approver, admin, or customer.</param>
/// <param name="CustomerId">The one customer a key with the role customer stands for; null for all other roles.</param>
/// <param name="Prefix">What may be shown of the newest secret: "ak_AbCd".</param>
/// <param name="CreatedBy">Who issued it, as the ledger names actors.</param>
/// <param name="ExpiresAt">When it ends by itself, or null.</param>
/// <param name="LastUsedAt">When it was last used, or null; exact to an hour.</param>
/// <param name="OldSecretUntil">How long the secret before the last rotation still works; null when it does not.</param>
[GenerateSerializer, Immutable, Alias("aegis.AccessKey")]
public sealed record AccessKey(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] Role Role,
    [property: Id(3)] string? CustomerId,
    [property: Id(4)] string Prefix,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] string CreatedBy,
    [property: Id(7)] DateTimeOffset? ExpiresAt,
    [property: Id(8)] DateTimeOffset? RevokedAt,
    [property: Id(9)] DateTimeOffset? LastUsedAt,
    [property: Id(10)] DateTimeOffset? OldSecretUntil);

/// <summary>Asks for a key.</summary>
/// <param name="Name">1 to 64 letters, digits, '_', '-' or '.'; not the name of a user or of another key, revoked ones included.</param>
/// <param name="CustomerId">Needed with the role customer, not allowed with another.</param>
[GenerateSerializer, Immutable, Alias("aegis.NewAccessKey")]
public sealed record NewAccessKey(
    [property: Id(0)] string Name,
    [property: Id(1)] Role Role,
    [property: Id(2)] string? CustomerId = null,
    [property: Id(3)] DateTimeOffset? ExpiresAt = null);

/// <summary>A key with its secret, told once: only its hash is kept. Never stored or logged.</summary>
[GenerateSerializer, Immutable, Alias("aegis.IssuedAccessKey")]
public sealed record IssuedAccessKey([property: Id(0)] AccessKey Key, [property: Id(1)] string Secret)
{
    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => $"IssuedAccessKey {{ Key = {Key.Id}, Secret = *** }}";
}

/// <summary>The right of one customer's end user to call as that customer for a while.</summary>
/// <param name="Token">Sent like a key; it carries the customer's id under a seal. Never stored or logged.</param>
[GenerateSerializer, Immutable, Alias("aegis.CustomerSession")]
public sealed record CustomerSession(
    [property: Id(0)] string CustomerId,
    [property: Id(1)] string Token,
    [property: Id(2)] DateTimeOffset ExpiresAt)
{
    /// <summary>Keeps the token out of logs.</summary>
    public override string ToString() => $"CustomerSession {{ CustomerId = {CustomerId}, Token = *** }}";
}
