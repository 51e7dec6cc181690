using System.Text.RegularExpressions;

namespace Aegis.Grains.Keys;

/// <summary>Takes keys that people paste out of a text that goes further than the conversation.</summary>
public static partial class KeyMask
{
    public static string Mask(string text) => Keys().Replace(text, "sk_$1_…");

    [GeneratedRegex("sk_(test|live)_[0-9A-Za-z]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Keys();
}
