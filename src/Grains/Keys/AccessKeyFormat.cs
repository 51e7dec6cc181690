using Aegis.Storage.Sealing;

namespace Aegis.Grains.Keys;

/// <summary>What a key to Aegis itself looks like: <c>ak_</c>, then as a customer's key to the product.</summary>
public static class AccessKeyFormat
{
    public const string Prefix = "ak_";

    public static string Make(IEntropy entropy) => KeyFormat.Make(Prefix, entropy);

    /// <summary>What may be shown of a key: its prefix and the first four characters.</summary>
    public static string Shown(string secret) => secret[..(Prefix.Length + 4)];
}
