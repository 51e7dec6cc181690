namespace Aegis.Keys;

/// <summary>A key somebody wrote into a message, without the secret: the message is stored with it masked.</summary>
/// <param name="Prefix">What the masked message shows of it.</param>
/// <param name="Hash">By <see cref="IKeyHasher"/>.</param>
/// <param name="Environment">The environment its prefix names.</param>
/// <param name="WellFormed">Whether length and checksum are a key's; otherwise it was mistyped or cut.</param>
/// <param name="Scheme">The scheme written before it, such as Bearer, or null.</param>
[GenerateSerializer, Immutable, Alias("aegis.PastedKey")]
public sealed record PastedKey(
    [property: Id(0)] string Prefix,
    [property: Id(1)] string Hash,
    [property: Id(2)] KeyEnvironment Environment,
    [property: Id(3)] bool WellFormed,
    [property: Id(4)] string? Scheme);

/// <summary>Whether a presented secret is one of the customer's keys.</summary>
[GenerateSerializer, Immutable, Alias("aegis.KeyCheck")]
public sealed record KeyCheck([property: Id(0)] string KeyHash, [property: Id(1)] string? KeyId);
