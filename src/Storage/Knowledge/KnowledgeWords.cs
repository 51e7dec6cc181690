using System.Globalization;
using System.Text;

namespace Aegis.Storage.Knowledge;

/// <summary>Splits text into words the same way for both databases, as SQLite's unicode61 does. No word can be taken for query syntax.</summary>
public static class KnowledgeWords
{
    private const int MaxLength = 64;

    /// <summary>Runs of letters and digits in order, in lower case and without diacritics; longer ones than any word are cut.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                if (word.Length < MaxLength)
                    word.Append(Rune.ToLowerInvariant(rune));
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
            {
                End();
            }
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    // A lone surrogate is no text and cannot be normalised.
    private static string WellFormed(string text)
    {
        var formed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            formed.Append(rune);
        return formed.ToString();
    }
}
