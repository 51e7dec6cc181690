namespace Aegis.Storage.Sealing;

/// <summary>A customer's data key: AES-256-GCM. Lives in memory while a state that needs it is active; stored only wrapped under the master key.</summary>
public sealed class DataKey(byte[] secret, byte[] wrapped, bool stored)
{
    internal byte[] Secret { get; } = secret;

    /// <summary>The key as the database keeps it.</summary>
    public byte[] Wrapped { get; } = wrapped;

    /// <summary>Whether the database already holds it; a new key is inserted by the first commit that needs it.</summary>
    public bool Stored { get; set; } = stored;

    public override string ToString() => "DataKey { *** }";
}

/// <summary>Seals and opens values under a customer's data key, and makes keyed hashes.</summary>
public interface ISealer
{
    /// <summary>AES-256-GCM: 12 bytes nonce, 16 bytes tag, ciphertext. <paramref name="context"/> is authenticated: a sealed value moved elsewhere does not open.</summary>
    byte[] Seal(DataKey key, ReadOnlySpan<byte> plain, string context);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The value was changed, moved, or sealed under another key.</exception>
    byte[] Open(DataKey key, ReadOnlySpan<byte> sealedValue, string context);

    /// <summary>HMAC-SHA256 under a key derived from the master key for this purpose, lower-case hex: looks a secret up without storing it.</summary>
    string Hash(string purpose, string text);

    /// <summary>HMAC-SHA256 of bytes under a key derived from the master key for this purpose.</summary>
    byte[] Mac(string purpose, ReadOnlySpan<byte> bytes);

    DataKey NewKey();

    DataKey Unwrap(byte[] wrapped);
}

/// <summary>The source of randomness, replaced by a seeded one in simulations.</summary>
public interface IEntropy
{
    void Fill(Span<byte> bytes);
}
