namespace Aegis.Grains.Routing;

/// <summary>Evidence for an intent: any of some phrases. However many of them a message holds, the evidence counts once.</summary>
/// <param name="Weight">How much it speaks for the intent; negative against it.</param>
/// <param name="Reason">Why a message that holds it is for a person.</param>
internal sealed record Cue(string Intent, int Weight, Phrase[] Phrases, string? Reason = null)
{
    /// <param name="phrases">One a line; <c>a|b</c> is either word, <c>word*</c> any word that begins so, <c>~</c> up to three words of any kind.</param>
    public static Cue Of(string intent, int weight, string phrases, string? reason = null) =>
        new(intent, weight, [.. phrases.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Phrase.Parse)], reason);
}

/// <summary>Words in order.</summary>
internal sealed record Phrase(PhrasePart[] Parts)
{
    private const int GapWords = 3;

    /// <summary>The phrase as people read it: the first word of each place.</summary>
    public string Gist { get; } = $"\"{string.Join(' ', Parts.Select(part => part.Gist))}\"";

    public static Phrase Parse(string text)
    {
        var parts = new List<PhrasePart>();
        var gap = false;
        foreach (var token in text.Split(' '))
        {
            if (token == "~")
            {
                gap = true;
                continue;
            }

            parts.Add(new([.. token.Split('|').Where(t => !t.EndsWith('*'))], [.. token.Split('|').Where(t => t.EndsWith('*')).Select(t => t[..^1])], gap));
            gap = false;
        }

        return new([.. parts]);
    }

    /// <summary>Whether the phrase begins at a word.</summary>
    public bool IsAt(string[] words, int at) => Matches(words, at, 0);

    private bool Matches(string[] words, int at, int part)
    {
        if (part == Parts.Length)
            return true;
        var last = Math.Min(words.Length - 1, Parts[part].AfterGap ? at + GapWords : at);
        for (var i = at; i <= last; i++)
        {
            if (Parts[part].Is(words[i]) && Matches(words, i + 1, part + 1))
                return true;
        }

        return false;
    }
}

/// <summary>One place in a phrase.</summary>
internal sealed record PhrasePart(string[] Words, string[] Stems, bool AfterGap)
{
    public string Gist => (AfterGap ? "… " : "") + (Words.Length > 0 ? Words[0] : Stems[0] + "…");

    public bool Is(string word)
    {
        foreach (var candidate in Words)
        {
            if (candidate == word)
                return true;
        }

        foreach (var stem in Stems)
        {
            if (word.StartsWith(stem, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
