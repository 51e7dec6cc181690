using System.Text;
using System.Text.Json;

namespace Aegis.Console.Support;

/// <summary>The Big List of Naughty Strings, which is not ours, and what it lacks: words without an end, marks that turn text around, nests.</summary>
public static class NaughtyStrings
{
    private static readonly Lazy<string[]> s_listed = new(() => JsonSerializer.Deserialize<string[]>(
        File.ReadAllText(Path.Combine(NodePackages.Directory, "big-list-of-naughty-strings", "blns.json")))!);

    public static IReadOnlyList<string> All => [.. s_listed.Value, .. Ours];

    /// <summary>All but those with control characters, which text of people may not hold.</summary>
    public static IReadOnlyList<string> Shown => [.. All.Where(text => !text.Any(char.IsControl))];

    private static string[] Ours =>
    [
        new('w', 59), new('W', 120), "\u202Edrowkcab\u202C", "\u2067אבג\u2069 12 %", "\u202Ewithout an end", "zero\u200Bwidth\u200Djoined\uFEFF", "Z\u0351\u036B\u0343\u036A\u0302a\u0321\u034A\u0360l\u034F\u0347go",
        "👩‍👩‍👧‍👦🏳️‍🌈𝒳𠀀", new('[', 50), new('*', 50), new('>', 50), "{{key:k1}}", "=1+1", "＝1+1", "-1", "\"';--", "</textarea></dialog></main>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0;url=//evil.example>",
    ];

    /// <summary>All that can be shown, several to a text of at most so many characters; what is longer by itself is left out.</summary>
    public static IReadOnlyList<string> Packed(int longest, string between = " ¦ ")
    {
        var packs = new List<string>();
        var pack = new StringBuilder();
        foreach (var text in Shown.Where(text => text.Trim().Length > 0 && text.Length <= longest))
        {
            if (pack.Length > 0 && pack.Length + between.Length + text.Length > longest)
            {
                packs.Add(pack.ToString().Trim());
                pack.Clear();
            }

            pack.Append(pack.Length == 0 ? "" : between).Append(text);
        }

        packs.Add(pack.ToString().Trim());
        return packs;
    }

    /// <summary>Letters, digits and pictures alone: what of a text is left when it was read as Markdown.</summary>
    public static string Letters(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value > 127 ? !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.Format : Rune.IsLetterOrDigit(rune)));
}
