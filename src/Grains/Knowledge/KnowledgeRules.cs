using Aegis.Storage.Knowledge;

namespace Aegis.Grains.Knowledge;

/// <summary>A section found for a question.</summary>
/// <param name="Coverage">How much of what was asked it holds, 0 to 1: words weigh the more the rarer they are.</param>
public sealed record RankedSection(KnowledgeSection Section, double Score, double Coverage, string Snippet);

/// <summary>What the documents say to a question.</summary>
/// <param name="Terms">What was looked for.</param>
/// <param name="Best">Best first.</param>
/// <param name="IsAnswer">Whether the best answers the question; otherwise nothing here does.</param>
public sealed record KnowledgeAnswer(ImmutableArray<string> Terms, ImmutableArray<RankedSection> Best, bool IsAnswer)
{
    public static readonly KnowledgeAnswer Nothing = new([], [], false);
}

/// <summary>Weighs what a search found: which section answers, and whether any does.</summary>
public static class KnowledgeRules
{
    /// <summary>The least a section must hold of a question to be its answer; calibrated on questions with and without one.</summary>
    public const double LeastCoverage = 0.5;

    /// <summary>How much more the beginning of a page counts that is titled by the question's words.</summary>
    private const double TitleBonus = 1.6;

    public static KnowledgeAnswer Judge(IReadOnlyList<KnowledgeTerm> terms, KnowledgeMatches matches)
    {
        var weights = terms.Zip(matches.Frequencies, (term, frequency) => Weight(term, frequency, matches.Sections)).ToArray();
        var whole = weights.Sum();
        var best = matches.Hits
            .Where(hit => hit.Section.Body.Length > 0)
            .Select(hit => new RankedSection(hit.Section, hit.Score, whole == 0 ? 0 : hit.Terms.Zip(weights, (held, weight) => held ? weight : 0).Sum() / whole, hit.Snippet))
            // A section that holds all of a question is better than one that repeats a part of it.
            .OrderByDescending(ranked => ranked.Score * ranked.Coverage * (IsTitled(ranked.Section, terms) ? TitleBonus : 1))
            .ToImmutableArray();
        return new([.. terms.Select(t => t.Words[0])], best, best is [var first, ..] && first.Coverage >= LeastCoverage);
    }

    /// <summary>"What is the rate limit?" asks for the page "Rate limits", not for a section that says it more often.</summary>
    private static bool IsTitled(KnowledgeSection section, IReadOnlyList<KnowledgeTerm> terms)
    {
        if (section.Level > 1)
            return false;
        var title = KnowledgeWords.Split(section.Title).Where(word => word.Length > 3).ToList();
        return terms.All(term => title.Exists(word => IsNamed(word, term))) && title.TrueForAll(word => terms.Any(term => IsNamed(word, term)));
    }

    private static bool IsNamed(string word, KnowledgeTerm term) =>
        term.Words.Any(asked => word.StartsWith(asked, StringComparison.Ordinal) || asked.StartsWith(word, StringComparison.Ordinal));

    /// <summary>A word the documents do not have weighs most, because the question is about it; a number, such as a date or an id, says nothing.</summary>
    private static double Weight(KnowledgeTerm term, int frequency, int sections) =>
        frequency == 0 && term.Words[0].Any(char.IsAsciiDigit) ? 0 : Math.Log(1 + (sections - frequency + 0.5) / (frequency + 0.5));
}
