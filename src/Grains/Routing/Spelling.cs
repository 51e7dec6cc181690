namespace Aegis.Grains.Routing;

/// <summary>Whether a word is probably another one, mistyped.</summary>
public static class Spelling
{
    /// <summary>True within one slip for words of four letters and two for nine or more; a slip is a letter too many, missing, wrong or swapped with its neighbour.</summary>
    public static bool IsNear(string typed, string word)
    {
        if (typed == word)
            return true;
        var allowed = word.Length switch { < 3 => 0, 3 => 1, < 9 => 1, _ => 2 };
        if (allowed == 0 || Math.Abs(typed.Length - word.Length) > allowed)
            return false;
        if (word.Length == 3)
            return IsSwappedOrDoubled(typed, word);
        // People rarely miss the first letter, and words that differ there are mostly other words.
        var sameStart = typed[0] == word[0] || (typed.Length > 1 && typed[0] == word[1] && typed[1] == word[0]);
        return sameStart && Distance(typed, word) <= allowed;
    }

    /// <summary>Short words are near too many others: only "nwe" and "neww" pass for "new".</summary>
    private static bool IsSwappedOrDoubled(string typed, string word) => typed.Length switch
    {
        3 => typed == Swap(word, 1) || typed == Swap(word, 0),
        4 => typed == word + word[2] || typed == word[..2] + word[1] + word[2],
        _ => false,
    };

    private static string Swap(string word, int at) =>
        string.Concat(word[..at], word[at + 1].ToString(), word[at].ToString(), word[(at + 2)..]);

    /// <summary>Optimal string alignment distance.</summary>
    private static int Distance(string a, string b)
    {
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> previous = stackalloc int[b.Length + 1];
        Span<int> current = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            previous.CopyTo(before);
            current.CopyTo(previous);
        }

        return previous[b.Length];
    }
}
