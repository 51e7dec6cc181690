using System.Text;
using System.Text.RegularExpressions;
using Aegis.Keys;

namespace Aegis.Grains.Keys;

/// <summary>Takes keys out of a text before it is stored. What is left of each is what may always be shown.</summary>
public static partial class SecretMask
{
    /// <summary>Keys of one text that are remembered; all are masked.</summary>
    public const int MaxRemembered = 5;

    /// <param name="hash">By <see cref="IKeyHasher"/>.</param>
    public static (string Text, ImmutableArray<PastedKey> Keys) Apply(string text, Func<string, string> hash)
    {
        var keys = ImmutableArray.CreateBuilder<PastedKey>();
        var masked = Pasted().Replace(text, found => Mask(found, keys, hash));
        return (masked, keys.ToImmutable());
    }

    /// <summary>The text alone, for where it is passed on.</summary>
    public static string Apply(string text) => Apply(text, _ => "").Text;

    private static string Mask(Match found, ImmutableArray<PastedKey>.Builder keys, Func<string, string> hash)
    {
        var scheme = found.Groups["scheme"] is { Success: true } group ? group.Value : null;
        var shown = "";
        if (found.Groups["plain"] is { Success: true } plain)
        {
            shown = KeyFormat.Shown(plain.Value) + "…";
            Remember(plain.Value, scheme, keys, hash);
        }
        else if (found.Groups["access"] is { Success: true } access)
        {
            // A key to Aegis itself: it is no customer's, so nobody is to look it up.
            shown = AccessKeyFormat.Shown(access.Value) + "…";
        }
        else
        {
            // The same key as Basic authentication carries it.
            shown = $"{found.Groups["encoded"].Value[..4]}…";
            if (Decode(found.Groups["encoded"].Value) is { } secret)
                Remember(secret, scheme ?? "Basic", keys, hash);
        }

        return $"{found.Groups["lead"].Value}{shown}";
    }

    private static void Remember(string secret, string? scheme, ImmutableArray<PastedKey>.Builder keys, Func<string, string> hash)
    {
        if (KeyFormat.EnvironmentOf(secret) is not { } environment || keys.Count == MaxRemembered)
            return;
        var keyHash = hash(secret);
        if (keys.All(key => key.Hash != keyHash))
            keys.Add(new(KeyFormat.Shown(secret), keyHash, environment, KeyFormat.IsWellFormed(secret), scheme));
    }

    private static string? Decode(string encoded)
    {
        var text = encoded.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length)
            && Key().Match(Encoding.UTF8.GetString(bytes, 0, length)) is { Success: true } key
            ? key.Value
            : null;
    }

    // A key, or the Base64 of "sk_…" or ":sk_…", each with the scheme before it. The four characters that may be shown are no secret by themselves.
    [GeneratedRegex("""(?<lead>(?:\b(?<scheme>Basic|Bearer|Token|X-Api-Key|Api-Key)['":=\s]{1,4})?)(?:(?<plain>sk_(?:test|live)_[0-9A-Za-z]{5,})|(?<access>\ba[ks]_[0-9A-Za-z_.-]{20,})|(?<encoded>(?:c2tf|OnNr)[0-9A-Za-z+/_=-]{8,}))""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pasted();

    [GeneratedRegex("sk_(test|live)_[0-9A-Za-z]+")]
    private static partial Regex Key();
}
