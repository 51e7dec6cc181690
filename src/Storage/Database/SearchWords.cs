using System.Globalization;
using System.Text;

namespace Aegis.Storage.Database;

/// <summary>Splits text into words the same way for both databases, so that they find the same customers.</summary>
internal static class SearchWords
{
    public static IReadOnlyList<string> Of(States.CustomerRow customer) => Split([customer.CustomerId, customer.Company, customer.Email]);

    /// <summary>What to search for: nothing in particular (empty), or null when the query holds no word that a customer could have.</summary>
    public static IReadOnlyList<string>? OfQuery(IReadOnlyList<string> query)
    {
        var words = Split(query);
        return words.Count > 0 || query.All(string.IsNullOrWhiteSpace) ? words : null;
    }

    /// <summary>The distinct words: runs of letters, digits and marks, in lower case.</summary>
    public static IReadOnlyList<string> Split(IEnumerable<string> texts)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var text in texts)
        {
            foreach (var rune in text.EnumerateRunes())
            {
                if (IsPart(rune))
                    word.Append(Rune.ToLowerInvariant(rune));
                else
                    End(word, words);
            }

            End(word, words);
        }

        return words;
    }

    private static bool IsPart(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static void End(StringBuilder word, List<string> words)
    {
        if (word.Length > 0 && !words.Contains(word.ToString()))
            words.Add(word.ToString());
        word.Clear();
    }
}
