using System.Text;

namespace Aegis.Safety.Support;

/// <summary>The ways a secret may lie somewhere: as text in two encodings, as hex, and within Base64 of whatever stands around it.</summary>
internal static class Spellings
{
    public static ImmutableArray<byte[]> Of(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return [bytes, Encoding.Unicode.GetBytes(secret), Ascii(Convert.ToHexStringLower(bytes)), Ascii(Convert.ToHexString(bytes)), .. Enumerable.Range(0, 3).Select(offset => Ascii(Within(bytes, offset)))];
    }

    /// <summary>Whether the secret stands in there, however it is spelt.</summary>
    public static bool Hold(ReadOnlySpan<byte> place, string secret)
    {
        foreach (var spelling in Of(secret))
            if (place.IndexOf(spelling) >= 0)
                return true;
        return false;
    }

    public static bool Hold(string place, string secret) => Hold(Encoding.UTF8.GetBytes(place), secret);

    /// <summary>The part of the Base64 that does not depend on what stands before and behind.</summary>
    private static string Within(byte[] bytes, int offset)
    {
        var encoded = Convert.ToBase64String([.. new byte[offset], .. bytes]);
        var from = offset == 0 ? 0 : 4;
        var whole = (offset + bytes.Length) / 3 * 4;
        return encoded[from..whole];
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
