using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Aegis.Grains.Keys;
using Aegis.Grains.Routing;
using Aegis.Storage.Knowledge;

namespace Aegis.Grains.Knowledge;

/// <summary>What a question asks for: its words without those that every question has, each with what else it may be called.</summary>
public static partial class QuestionWords
{
    private const int MaxTerms = 24;

    private static readonly FrozenSet<string> Everyday = """
        a an the this that these those here there it its it's i im ive id me my mine we us our ours you your yours he she they them their theirs one ones
        am is are was were be been being do does did doing done dont doesnt didnt don doesn didn isn isnt aren arent wasn wasnt won wont t s m ve re d ll
        can cant cannot could couldnt may might must shall should shouldnt will would wouldnt has have havent had hasnt having
        and or but if so then than as of at by for from in into on onto off to with within without about over under up down out via per after before while during until
        what whats which who whom whose when where wheres why how hows
        no not nor yes ok okay oh hi hello hey dear thanks thank thx please pls plz kindly sorry just only even also too very really quite still yet again already ever never always maybe perhaps
        get gets getting got give gives gave given go goes going gone make makes made making take takes took taken put puts let lets need needs needed needing want wants wanted wanting wanna gonna
        know knows known tell tells told say says said show shows showed see sees saw seen look looks looking find finds found think thinks thought mean means meant understand help helps explain explains
        like likes some any all both each every other another such same own more most much many few lot lots several bit kind sort thing things stuff something anything everything someone anyone everyone nothing
        way ways possible able best good right correct correctly proper properly exactly actually basically generally usually currently simply easily quickly quick simple easy
        now soon later today tomorrow yesterday time times
        against toward towards between difference differ avoid offer mean meaning
        question questions wondering wonder asking ask asks asked curious guess info information doc docs documentation documented guide tell happen happens happened
        use uses used using work works worked working thanks cheers regards hi team folks guys
        your api apis aegis endpoint endpoints call calls calling request requests
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words that every document here has: they find nothing by themselves, and are asked for when there is nothing else.</summary>
    private static readonly FrozenSet<string> Faint = FrozenSet.Create(
        StringComparer.Ordinal, "api", "apis", "aegis", "endpoint", "endpoints", "call", "calls", "calling", "request", "requests", "docs", "documentation", "guide", "time", "times", "use", "using");

    /// <summary>The terms of a question, in its order. A key pasted into it is none of them.</summary>
    public static IReadOnlyList<KnowledgeTerm> Of(string question)
    {
        var words = KnowledgeWords.Split(SecretMask.Apply(question)).Distinct().ToList();
        var telling = words.Where(w => !Everyday.Contains(w) && w.Length > 1).ToList();
        if (telling.Count == 0)
            telling = [.. words.Where(Faint.Contains)];
        return [.. Names(SecretMask.Apply(question)).Concat(telling).Take(MaxTerms).Select(word => new KnowledgeTerm([word, .. Synonyms.Of(word)]))];
    }

    /// <summary>Names such as NO_API_KEYS, each as one word: in parts it would be everyday words.</summary>
    public static IEnumerable<string> Names(string text) =>
        Name().Matches(text).Select(m => m.Value.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant()).Distinct();

    /// <summary>A term nothing was found for, as it was probably meant: the beginning of a longer word, or a word one slip away.</summary>
    public static KnowledgeTerm Mend(KnowledgeTerm term, IReadOnlyCollection<string> vocabulary)
    {
        var word = term.Words[0];
        if (word.Length < 4 || word.Any(char.IsAsciiDigit))
            return term;
        if (vocabulary.Any(known => known.StartsWith(word, StringComparison.Ordinal)))
            return term with { Prefix = true };
        var near = vocabulary.Where(known => known.Length >= 4 && Spelling.IsNear(word, known)).Order(StringComparer.Ordinal).Take(4).ToList();
        return near.Count == 0 ? term : term with { Words = near };
    }

    /// <summary>The distinct words of all sections, in which slips are looked for.</summary>
    public static IReadOnlyCollection<string> Vocabulary(IEnumerable<KnowledgeSection> sections) =>
        [.. sections.SelectMany(s => KnowledgeWords.Split($"{s.Title} {s.Heading} {s.Keywords} {s.Body}")).ToHashSet(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"(?<![\p{L}\p{N}_])[A-Za-z0-9]{1,32}(?:_[A-Za-z0-9]{1,32}){1,6}(?![\p{L}\p{N}_])", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
