namespace Aegis.Grains.Routing;

/// <summary>The words the cues know; mends slips of the pen in a message by them.</summary>
internal sealed class Vocabulary
{
    private readonly HashSet<string> _known;
    private readonly HashSet<string> _common;
    private readonly string[] _words;
    private readonly string[] _stems;

    /// <summary>Words as short as these have too many neighbours to be guessed from a slip, except the ones a wish hangs on.</summary>
    private const int ShortestGuessed = 5;
    private static readonly string[] ShortKeyWords = ["new", "key", "help", "sign", "code", "free", "test", "show"];

    /// <param name="common">Everyday words that stand near a known one and are no slips.</param>
    public Vocabulary(IEnumerable<Cue> cues, IEnumerable<string> common)
    {
        var parts = cues.SelectMany(c => c.Phrases).SelectMany(p => p.Parts).ToArray();
        _known = [.. parts.SelectMany(p => p.Words)];
        _words = [.. ShortKeyWords, .. _known.Where(w => w.Length >= ShortestGuessed).Order(StringComparer.Ordinal)];
        _stems = [.. parts.SelectMany(p => p.Stems).Distinct().Order(StringComparer.Ordinal)];
        _common = [.. common];
    }

    public string[] Mend(string[] words) => [.. words.SelectMany(Mend)];

    private IEnumerable<string> Mend(string word)
    {
        if (word.Length < 3 || _known.Contains(word) || _common.Contains(word) || _stems.Any(s => word.StartsWith(s, StringComparison.Ordinal)))
            return [word];
        if (Halves(word) is { } halves)
            return halves;
        if (_words.FirstOrDefault(w => w.Length > 3 && Spelling.IsNear(word, w)) is { } near)
            return [near];
        if (_stems.FirstOrDefault(s => s.Length >= 6 && IsNearStem(word, s)) is { } stem)
            return [stem];
        return [_words.FirstOrDefault(w => w.Length == 3 && Spelling.IsNear(word, w)) ?? word];
    }

    /// <summary>"getstarted": two known words run together.</summary>
    private string[]? Halves(string word)
    {
        for (var i = 3; i <= word.Length - 3 && word.Length >= 8; i++)
        {
            if (_known.Contains(word[..i]) && _known.Contains(word[i..]))
                return [word[..i], word[i..]];
        }

        return null;
    }

    private static bool IsNearStem(string word, string stem)
    {
        for (var length = stem.Length - 1; length <= stem.Length + 1 && length <= word.Length; length++)
        {
            if (Spelling.IsNear(word[..length], stem))
                return true;
        }

        return false;
    }
}
