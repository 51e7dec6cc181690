using System.Security.Cryptography;
using System.Text;

namespace Aegis.Api.Security;

/// <summary>Recognises the administrator's key; keeps its hash only.</summary>
public sealed class AdminKey
{
    private readonly byte[] _hash;

    public AdminKey(ApiOptions options) => _hash = Hash(options.AdminKey);

    /// <summary>Compares in constant time.</summary>
    public bool Matches(string presented) => CryptographicOperations.FixedTimeEquals(Hash(presented), _hash);

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
