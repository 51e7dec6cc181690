namespace Aegis.Grains.Routing;

/// <summary>Finds the cues in a message by the words their phrases begin with, so that a message is compared with few of them.</summary>
internal sealed class CueIndex
{
    private readonly Cue[] _cues;
    private readonly Dictionary<string, List<(int Cue, Phrase Phrase)>> _byFirstWord = [];
    private readonly List<(int Cue, Phrase Phrase)> _byFirstStem = [];

    public CueIndex(Cue[] cues)
    {
        _cues = cues;
        for (var i = 0; i < cues.Length; i++)
        {
            foreach (var phrase in cues[i].Phrases)
                Add(i, phrase);
        }
    }

    /// <summary>The cues that are in the message, each once, with the phrase that showed it.</summary>
    public IEnumerable<(Cue Cue, Phrase Phrase)> In(string[] words)
    {
        var found = new Phrase?[_cues.Length];
        for (var at = 0; at < words.Length; at++)
        {
            if (_byFirstWord.TryGetValue(words[at], out var candidates))
                Find(candidates, words, at, found);
            Find(_byFirstStem, words, at, found);
        }

        return _cues.Index().Where(c => found[c.Index] is not null).Select(c => (c.Item, found[c.Index]!));
    }

    private static void Find(List<(int Cue, Phrase Phrase)> candidates, string[] words, int at, Phrase?[] found)
    {
        foreach (var (cue, phrase) in candidates)
        {
            if (found[cue] is null && phrase.IsAt(words, at))
                found[cue] = phrase;
        }
    }

    private void Add(int cue, Phrase phrase)
    {
        foreach (var word in phrase.Parts[0].Words)
        {
            if (!_byFirstWord.TryGetValue(word, out var phrases))
                _byFirstWord[word] = phrases = [];
            phrases.Add((cue, phrase));
        }

        if (phrase.Parts[0].Stems.Length > 0)
            _byFirstStem.Add((cue, phrase));
    }
}
