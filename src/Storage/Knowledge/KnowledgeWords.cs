using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Aegis.Storage.Knowledge;

/// <summary>Splits text into words the same way for both databases, as SQLite's unicode61 does. No word can be taken for query syntax.</summary>
public static class KnowledgeWords
{
    private const int MaxLength = 64;

    // By hand, because this program runs without the tables of the operating system's languages.
    private static readonly FrozenDictionary<char, char> Plain = ((string[])
        ["aàáâãäåāăą", "cçćĉċč", "dďđ", "eèéêëēĕėęě", "gĝğġģ", "hĥħ", "iìíîïĩīĭįı", "jĵ", "kķ", "lĺļľŀł", "nñńņňŉ", "oòóôõöøōŏő", "rŕŗř", "sśŝşšș", "tţťŧț", "uùúûüũūŭůűų", "wŵ", "yýÿŷ", "zźżž"])
        .SelectMany(letters => letters[1..].Select(marked => (marked, Letter: letters[0]))).ToFrozenDictionary(p => p.marked, p => p.Letter);

    /// <summary>Runs of letters and digits in order, in lower case and without diacritics; longer ones than any word are cut.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                Add(word, Rune.ToLowerInvariant(rune));
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
                End(word, words);
        }

        End(word, words);
        return words;
    }

    private static void Add(StringBuilder word, Rune rune)
    {
        if (word.Length >= MaxLength)
            return;
        if (rune.IsBmp && Plain.TryGetValue((char)rune.Value, out var plain))
            word.Append(plain);
        else
            word.Append(rune);
    }

    private static void End(StringBuilder word, List<string> words)
    {
        if (word.Length > 0)
            words.Add(word.ToString());
        word.Clear();
    }
}
