using System.Security.Cryptography;
using System.Text;

namespace Aegis.Connectors.Calls;

/// <summary>Ids for providers made from ours: the same from the same, in characters and lengths that any of them takes.</summary>
internal static class ProviderIds
{
    private const int LongestKey = 80;

    /// <summary>An id of the given kind, "kind_" and 32 hex digits.</summary>
    public static string From(string kind, string ours) => $"{kind}_{Hash(ours)}";

    /// <summary>The idempotency key as it is where it can stand in a header, a label and a Message-Id, otherwise a hash of it.</summary>
    public static string Key(string idempotencyKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(idempotencyKey);
        return idempotencyKey.Length <= LongestKey && idempotencyKey.All(IsPlain) ? idempotencyKey : Hash(idempotencyKey);
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
