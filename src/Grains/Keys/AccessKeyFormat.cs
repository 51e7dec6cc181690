using Aegis.Identity;
using Aegis.Storage.Sealing;

namespace Aegis.Grains.Keys;

/// <summary>How the secret of a key to Aegis itself is made: <c>ak_</c>, then as a customer's key to the product.</summary>
public static class AccessKeyFormat
{
    public static string Make(IEntropy entropy) => KeyFormat.Make(AccessKeySecret.Prefix, entropy);

    /// <summary>What may be shown of a key: its prefix and the first four characters.</summary>
    public static string Shown(string secret) => secret[..(AccessKeySecret.Prefix.Length + 4)];
}
