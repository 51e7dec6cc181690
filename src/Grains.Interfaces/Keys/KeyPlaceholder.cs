using System.Text;
using System.Text.RegularExpressions;

namespace Aegis.Keys;

/// <summary>How a stored text names a key without its secret: <c>{{key:&lt;id&gt;}}</c>. The edge fills it in for somebody who may see it.</summary>
public static partial class KeyPlaceholder
{
    public static string For(string keyId) => $"{{{{key:{keyId}}}}}";

    /// <summary>Replaces every placeholder by what <paramref name="reveal"/> answers for its key id, each key asked for once.</summary>
    public static async Task<string> FillAsync(string text, Func<string, Task<string>> reveal)
    {
        var secrets = new Dictionary<string, string>();
        var filled = new StringBuilder();
        var from = 0;
        foreach (Match match in Pattern().Matches(text))
        {
            var id = match.Groups[1].Value;
            if (!secrets.TryGetValue(id, out var secret))
                secrets[id] = secret = await reveal(id);
            filled.Append(text, from, match.Index - from).Append(secret);
            from = match.Index + match.Length;
        }

        return filled.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Cuts a text at its placeholders: plain parts, and parts whose <c>KeyId</c> names a key (their <c>Text</c> is the placeholder itself).</summary>
    public static IEnumerable<(string Text, string? KeyId)> Split(string text)
    {
        var from = 0;
        foreach (Match match in Pattern().Matches(text))
        {
            if (match.Index > from)
                yield return (text[from..match.Index], null);
            yield return (match.Value, match.Groups[1].Value);
            from = match.Index + match.Length;
        }

        if (from < text.Length)
            yield return (text[from..], null);
    }

    [GeneratedRegex(@"\{\{key:([A-Za-z0-9_.-]{1,64})\}\}")]
    private static partial Regex Pattern();
}

/// <summary>Hashes presented secrets, so that they are compared and looked up without crossing a call or being stored.</summary>
public interface IKeyHasher
{
    /// <summary>HMAC-SHA256 under a key all processes share, lower-case hex.</summary>
    string Hash(string secret);
}
