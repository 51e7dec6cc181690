using System.Text;
using Aegis.Keys;
using Aegis.Storage.Sealing;

namespace Aegis.Grains.Keys;

/// <summary>What a customer's key looks like: <c>sk_test_</c> or <c>sk_live_</c>, 32 random base-62 characters (190 bits), 6 of checksum.</summary>
public static class KeyFormat
{
    public const int BodyLength = 32;
    public const int ChecksumLength = 6;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly uint[] CrcTable = MakeCrcTable();

    public static string Prefix(KeyEnvironment environment) => environment == KeyEnvironment.Live ? "sk_live_" : "sk_test_";

    public static string Make(KeyEnvironment environment, IEntropy entropy) => Make(Prefix(environment), entropy);

    internal static string Make(string prefix, IEntropy entropy)
    {
        var text = new StringBuilder(prefix);
        var length = text.Length + BodyLength;
        Span<byte> bytes = stackalloc byte[64];
        while (text.Length < length)
        {
            entropy.Fill(bytes);
            foreach (var b in bytes)
                // 248 is the largest multiple of 62 in a byte: taking the rest would favour some characters.
                if (b < 248 && text.Length < length)
                    text.Append(Alphabet[b % 62]);
        }

        return text + Checksum(text.ToString());
    }

    /// <summary>Whether a text is a key as we make them: tells a typing error from an unknown key.</summary>
    public static bool IsWellFormed(string text) => EnvironmentOf(text) is { } environment
        && text.Length == Prefix(environment).Length + BodyLength + ChecksumLength
        && !text.AsSpan(Prefix(environment).Length).ContainsAnyExcept(Alphabet)
        && text.EndsWith(Checksum(text[..^ChecksumLength]), StringComparison.Ordinal);

    /// <summary>The environment a key's prefix names, or null when it is no key of ours.</summary>
    public static KeyEnvironment? EnvironmentOf(string text) =>
        text.StartsWith("sk_test_", StringComparison.Ordinal) ? KeyEnvironment.Test
        : text.StartsWith("sk_live_", StringComparison.Ordinal) ? KeyEnvironment.Live
        : null;

    /// <summary>What may be shown of a key: its prefix and the first four characters.</summary>
    public static string Shown(string secret) => secret[..("sk_test_".Length + 4)];

    private static string Checksum(string text)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var character in text)
            crc = CrcTable[(byte)(crc ^ character)] ^ (crc >> 8);
        var rest = ~crc;
        Span<char> digits = stackalloc char[ChecksumLength];
        for (var i = ChecksumLength - 1; i >= 0; i--, rest /= 62)
            digits[i] = Alphabet[(int)(rest % 62)];
        return new string(digits);
    }

    private static uint[] MakeCrcTable()
    {
        // CRC-32 (IEEE 802.3), reflected.
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320u : value >> 1;
            table[i] = value;
        }

        return table;
    }
}
