using System.Security.Cryptography;
using System.Text;
using Aegis.Storage.Sealing;

namespace Aegis.Grains.Hosting;

/// <summary>Makes ids: random ones, and ones that follow from what they name.</summary>
public interface IIdSource
{
    /// <summary>A fresh id such as "turn_3f9k…": 80 random bits in base 32.</summary>
    string New(string prefix);
}

/// <summary>Ids from the injected entropy, so that a simulation repeats them.</summary>
public sealed class IdSource(IEntropy entropy) : IIdSource
{
    public string New(string prefix)
    {
        Span<byte> bytes = stackalloc byte[10];
        entropy.Fill(bytes);
        return DerivedId.Format(prefix, bytes);
    }
}

/// <summary>Ids that follow from what they name: the same parts always give the same id.</summary>
public static class DerivedId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>For example <c>Of("act", customerKey, operationId)</c>: 125 bits of SHA-256 in base 32.</summary>
    public static string Of(string prefix, params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            // The length in front keeps ("a", "bc") apart from ("ab", "c").
            hash.AppendData(BitConverter.GetBytes(part.Length));
            hash.AppendData(Encoding.UTF8.GetBytes(part));
        }

        return Format(prefix, hash.GetHashAndReset().AsSpan(0, 15));
    }

    internal static string Format(string prefix, ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(prefix, prefix.Length + 1 + bytes.Length * 2).Append('_');
        var buffer = 0;
        var bits = 0;
        foreach (var b in bytes)
        {
            buffer = ((buffer << 8) | b) & 0xFFF;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Alphabet[(buffer >> (bits - 5)) & 31]);
        }

        return text.ToString();
    }
}
