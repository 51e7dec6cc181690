using System.Text.RegularExpressions;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Onboarding;

/// <summary>What a message wants of a rotation. A key is only rotated on a plain wish: a question about it, a report of one, or a word against it changes nothing.</summary>
internal static partial class RotationWish
{
    public static bool IsPlain(string message) => Clauses.Of(message).Any(IsWish);

    public static bool NamesLive(string message) => Live().IsMatch(message);

    public static bool NamesTest(string message) => Test().IsMatch(message);

    public static bool WantsAll(string message) => All().IsMatch(message);

    /// <summary>Whether a key is told from others by something that is not known here.</summary>
    public static bool NamesAnEnd(string message) => End().IsMatch(message);

    /// <summary>The keys that are named by how they begin.</summary>
    public static ImmutableArray<string> Prefixes(string message) => [.. Prefix().Matches(message).Select(m => m.Value).Distinct(StringComparer.Ordinal)];

    private static bool IsWish(string clause) =>
        Evidence.In(clause)[Intents.RotateKey] > 0 && !Question().IsMatch(clause) && !Against().IsMatch(clause);

    [GeneratedRegex("""
        \bhow\s(?:to|do|does|did|can|could|would|should|often|long)\b
        | ^\W*(?:(?:hi|hello|hey|ok|okay|and|so|but|please|also)\W+)*
          (?:how|what|when|why|which|where|who|should|can\s(?:i|we)|may\s(?:i|we)|do\s(?:i|we|you)|did|does|is|are|will|would\sit|wie|was|wann|warum|wieso|wer|soll|sollte|sollen|muss|müssen|kann\s(?:ich|man)|können\swir|darf
            |c[oó]mo|qué|que\spasa|cu[aá]ndo|por\squ[eé]|puedo|podemos|debo|comment|quand|pourquoi|qu['’]est|est-ce|puis-je|peut-on|dois-je|o\sque|quando|por\sque|posso|podemos|devo)\b
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Question();

    [GeneratedRegex("""
        \b(?:don['’]?t|do\snot|not|never|nobody|without|no\sneed|already|yesterday|after\s(?:we|i)|since|before|instead\sof|nicht|kein(?:e|en)?|nie|ohne|bereits|schon|seit|nachdem|nunca|sin|ya|desde|despu[eé]s|pas|jamais|sans|d[eé]j[aà]|depuis|n[aã]o|sem|j[aá]|depois)\b
        | \b(?:was|were|got|been|has|have|had|we|i|just|you)\s(?:\w+\s){0,2}(?:rotated|revoked|replaced|changed|regenerated|reset|renewed|swapped|rolled|disabled|deleted)\b
        | ^\W*no\b
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Against();

    [GeneratedRegex(@"\b(?:live|prod|production|produktiv\w*|produktion|producci[oó]n|produ[cç][aã]o)\b|sk_live", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Live();

    [GeneratedRegex(@"\b(?:test|testing|sandbox|staging|dev|prueba|teste)\b|sk_test", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Test();

    [GeneratedRegex(@"\b(?:all|every|each|both|everything|alle|beide|s[aä]mtliche|todas?|todos?|ambas|toutes|tous)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex All();

    [GeneratedRegex(@"\b(?:ending|ends\s(?:in|with)|endet|endend|termina|terminada|finissant|finit|terminando)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex End();

    [GeneratedRegex("sk_(?:test|live)_[0-9A-Za-z]{4}")]
    private static partial Regex Prefix();
}
