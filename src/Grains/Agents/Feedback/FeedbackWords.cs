using System.Text.RegularExpressions;
using Aegis.Storage.Knowledge;

namespace Aegis.Grains.Agents.Feedback;

/// <summary>What a judgement in words says: praise or complaint, and why.</summary>
public static partial class FeedbackWords
{
    /// <summary>A word or two that answer "what was wrong?".</summary>
    private const int LongestReason = 200;

    /// <summary>Whether the text praises and complains of nothing.</summary>
    public static bool IsPraise(string text) => Praise().IsMatch(text) && !Complaint().IsMatch(text);

    /// <summary>Whether the text says that something was bad.</summary>
    public static bool IsComplaint(string text) => Complaint().IsMatch(text);

    /// <summary>wrong, incomplete, slow, not_asked or other, or null when the text gives none.</summary>
    public static string? ReasonOf(string text) => text switch
    {
        _ when NotAsked().IsMatch(text) => "not_asked",
        _ when Incomplete().IsMatch(text) => "incomplete",
        _ when Wrong().IsMatch(text) => "wrong",
        _ when Slow().IsMatch(text) => "slow",
        _ when Other().IsMatch(text) => "other",
        _ => null,
    };

    /// <summary>Whether the text is nothing but an answer to "what was wrong?".</summary>
    public static bool IsOnlyReason(string text) => text.Length <= LongestReason && ReasonOf(text) is not null && KnowledgeWords.Split(text).Count <= 12;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\b(thank\w*|thx|great|good|nice|perfect\w*|excellent|awesome|amazing|love\w*|helpful|helped|kudos|brilliant|best|well done|solved|works? now|worked|5 stars|five stars|like a charm|danke|super|klasse|toll|prima|mega|hilfreich|gracias|perfecto|genial|crack|excelente|buen\w*|merci|parfait\w*|g[eé]nial\w*|bravo|obrigad\w*|perfeito|adorei|[oó]tim\w+)\b|👍|🎉|😍|❤|🙏|⭐", Options)]
    private static partial Regex Praise();

    [GeneratedRegex(@"\b(not (?:very |really |that |so )?(?:helpful|good|great|useful|right|correct|what)|didn'?t (?:help|work|answer)|does(?:n'?t| not) (?:help|work|answer)|wrong|incorrect|incomplete|useless|bad|worst|worse|terrible|awful|horrible|hate|disappoint\w*|frustrat\w*|bug|broken|nope|slow|joke|poor|wordy|expected more|waste|rubbish|garbage|nonsense|misleading|confusing|missing|falsch|schlecht\w*|nutzlos|unvollst[aä]ndig|langsam|entt[aä]uscht|nicht (?:hilfreich|gut|richtig|geholfen)|hilft nicht|no me ayud\w*|no (?:sirve|funciona)|mal[oa]?|in[uú]til|lent[oa]|incorrect[oa]|nul|nulle|mauvais\w*|inutile|faux|pas (?:utile|bon|aid[eé])|ruim|p[eé]ssim\w+|n[aã]o (?:ajudou|funciona)|errad[oa])\b|👎|😡|😠", Options)]
    private static partial Regex Complaint();

    [GeneratedRegex(@"\b(not what i (?:asked|meant|wanted)|did ?n[o']t (?:ask|answer my)|another question|something else entirely|missed the (?:point|question)|off[- ]topic|irrelevant|wrong topic|nicht (?:meine frage|gefragt)|no es lo que)\b", Options)]
    private static partial Regex NotAsked();

    [GeneratedRegex(@"\b(incomplete|not complete|unfinished|missing|too short|half|left out|lacks?|more detail\w*|unvollst[aä]ndig|incomplet\w*)\b", Options)]
    private static partial Regex Incomplete();

    [GeneratedRegex(@"\b(wrong|incorrect|false|inaccurate|error in|mistake|bug|outdated|does(?:n'?t| not) work|did(?:n'?t| not) work|falsch|incorrect[oa]|faux|errad[oa])\b", Options)]
    private static partial Regex Wrong();

    [GeneratedRegex(@"\b(slow\w*|too long to|took (?:too long|ages|forever)|waited|langsam|lent[oa]?|demorad[oa])\b", Options)]
    private static partial Regex Slow();

    [GeneratedRegex(@"^\W*(?:other|something else|sonstiges|otro|autre|outro)\b", Options)]
    private static partial Regex Other();
}
