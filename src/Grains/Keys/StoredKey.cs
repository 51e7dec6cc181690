using System.Text.Json.Serialization;
using Aegis.Keys;

namespace Aegis.Grains.Keys;

/// <summary>An issued key as the customer's state keeps it: found by its hash, its secret sealed under the customer's data key.</summary>
/// <param name="Prefix">What may be shown.</param>
/// <param name="Hash">By <see cref="IKeyHasher"/>.</param>
/// <param name="SealedSecret">Opens only for this customer and this key.</param>
public sealed record StoredKey(
    string Id, KeyEnvironment Environment, string Prefix, KeyStatus Status, string Hash, byte[] SealedSecret,
    DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    [JsonIgnore]
    public bool IsActive => Status == KeyStatus.Active;

    public ApiKey ToApiKey(DateTimeOffset? lastUsedAt) => new(Id, Environment, Prefix, Status, CreatedAt, lastUsedAt, RevokedAt);
}
