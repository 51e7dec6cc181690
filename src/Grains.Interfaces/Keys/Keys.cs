namespace Aegis.Keys;

/// <summary>Where a key works: the product's test site or its live one.</summary>
[GenerateSerializer, Alias("aegis.KeyEnvironment")]
public enum KeyEnvironment { Test, Live }

[GenerateSerializer, Alias("aegis.KeyStatus")]
public enum KeyStatus { Active, Revoked }

/// <summary>An issued key without its secret.</summary>
/// <param name="Prefix">What may be shown: "sk_test_AbCd".</param>
[GenerateSerializer, Immutable, Alias("aegis.ApiKey")]
public sealed record ApiKey(
    [property: Id(0)] string Id,
    [property: Id(1)] KeyEnvironment Environment,
    [property: Id(2)] string Prefix,
    [property: Id(3)] KeyStatus Status,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] DateTimeOffset? LastUsedAt,
    [property: Id(6)] DateTimeOffset? RevokedAt);

/// <summary>A key with its secret, for its owner or a person with the right to reveal; never stored or logged.</summary>
[GenerateSerializer, Immutable, Alias("aegis.RevealedKey")]
public sealed record RevealedKey([property: Id(0)] ApiKey Key, [property: Id(1)] string Secret)
{
    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => $"RevealedKey {{ Key = {Key.Id}, Secret = *** }}";
}
