using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Aegis.Storage.Sealing;

/// <summary>The 32 bytes every other key is derived from or wrapped under. All processes of a grid share it; without it nothing sealed can be read again.</summary>
public sealed class MasterKey
{
    public const int Size = 32;
    private const string Setting = "AEGIS_MASTER_KEY";
    private readonly byte[] _secret;
    private readonly ConcurrentDictionary<string, byte[]> _derived = new(StringComparer.Ordinal);

    public MasterKey(byte[] secret)
    {
        if (secret.Length != Size)
            throw new StorageSettingException(Setting, $"has {secret.Length} bytes: set it to {Size} random bytes as base64 or hex.");
        _secret = [.. secret];
    }

    /// <summary>A key of its own for each purpose (HKDF-SHA256).</summary>
    internal byte[] Derive(string purpose) => _derived.GetOrAdd(purpose, static (p, secret) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Size, salt: null, info: Encoding.UTF8.GetBytes("aegis/" + p)), _secret);

    /// <exception cref="StorageSettingException">The text is not 32 bytes of base64 or hex.</exception>
    public static MasterKey Parse(string text)
    {
        text = text.Trim();
        try
        {
            return new(text.Length == 2 * Size ? Convert.FromHexString(text) : Convert.FromBase64String(text));
        }
        catch (FormatException exception)
        {
            throw new StorageSettingException(Setting, $"is neither base64 nor hex: set it to {Size} random bytes, as `openssl rand -base64 32` prints them.", exception);
        }
    }

    /// <summary>The key from the options, or from the file in the data directory, which is made at first use (mode 0600).</summary>
    public static MasterKey Load(StorageOptions options, IEntropy entropy) =>
        string.IsNullOrWhiteSpace(options.MasterKey) ? MasterKeyFile.ReadOrCreate(options.DataDirectory, entropy) : Parse(options.MasterKey);

    public override string ToString() => "MasterKey { *** }";
}
