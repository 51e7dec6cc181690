using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Aegis.Trust;

/// <summary>The 32 bytes every other key is derived from or wrapped under. All processes of a grid share it; without it nothing sealed can be read again.
/// Who holds it can sign any actor, be any process of the grid, and read whatever is sealed.</summary>
public sealed class MasterKey
{
    /// <summary>Bytes.</summary>
    public const int Size = 32;

    private readonly byte[] _secret;
    private readonly ConcurrentDictionary<string, byte[]> _derived = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">There are more or fewer than 32 bytes.</exception>
    public MasterKey(byte[] secret)
    {
        if (secret.Length != Size)
            throw new FormatException($"has {secret.Length} bytes: set it to {Size} random bytes as base64 or hex.");
        _secret = [.. secret];
    }

    /// <summary>A key of its own for each purpose (HKDF-SHA256).</summary>
    public byte[] Derive(string purpose) => _derived.GetOrAdd(purpose, static (p, secret) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Size, salt: null, info: Encoding.UTF8.GetBytes("aegis/" + p)), _secret);

    /// <exception cref="FormatException">The text is not 32 bytes of base64 or hex; the message says what it is instead, and the mend.</exception>
    public static MasterKey Parse(string text)
    {
        text = text.Trim();
        return new(Decode(text));
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => "MasterKey { *** }";

    private static byte[] Decode(string text)
    {
        try
        {
            return text.Length == 2 * Size ? Convert.FromHexString(text) : Convert.FromBase64String(text);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"is neither base64 nor hex: set it to {Size} random bytes, as `openssl rand -base64 32` prints them.", exception);
        }
    }
}
