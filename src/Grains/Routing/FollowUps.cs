namespace Aegis.Grains.Routing;

/// <summary>Short messages that mean something only after the turn before them: "yes please", "and for live keys?", "still nothing".</summary>
internal static class FollowUps
{
    private const int MostWords = 7;

    /// <summary>An intent of this weight of its own needs no turn before it.</summary>
    private const int OwnWeight = 6;

    // What a person has, what was asked back and what is none of ours has nothing to be carried on by an agent. A key is rotated by a wish of its own: an "ok" must not rotate it again.
    private static readonly HashSet<string> Continued =
    [
        Intents.StartOnboarding, Intents.Integrate, Intents.GetKey, Intents.Status, Intents.Diagnose, Intents.AskDocs, Intents.Ticket, Intents.Upgrade,
        Intents.Discount, Intents.Cancel,
    ];

    /// <summary>Asked again these only look.</summary>
    private static readonly HashSet<string> Repeated =
        [Intents.Integrate, Intents.Status, Intents.Diagnose, Intents.AskDocs, Intents.Ticket, Intents.GetKey, Intents.HandOver];

    /// <summary>After these, something that does not work yet is to be found out.</summary>
    private static readonly HashSet<string> Tried =
        [Intents.Diagnose, Intents.Integrate, Intents.GetKey, Intents.RotateKey, Intents.StartOnboarding, Intents.Status, Intents.AskDocs];

    private static readonly Phrase[] Yes = Phrases("""
        yes|yep|yeah|yup|sure|ok|okay|please|go|do|definitely|absolutely|confirm|confirmed|proceed
        ja|klar|gerne|si|claro|dale|oui|volontiers|sim|pode
        sounds good
        why not
        let s do|go
        d accord
        """);

    private static readonly Phrase[] No = Phrases("""
        no|not|nope|don|dont|never|nein|nicht|non|pas|nao|stop|wait|later
        """);

    private static readonly Phrase[] More = Phrases("""
        what|huh|why|how|more|details|detail|explain|meaning|example|elaborate|continue|and|so|next
        go on
        was|warum|wie|mehr|weiter|und|wieso|genauer
        que|por|como|mas|detalles|explica|porque
        quoi|pourquoi|comment|plus|encore|detaille
        mais|detalhes|explique
        any ~ news|update|updates
        hello|anyone
        """);

    private static readonly Phrase[] Also = Phrases("""
        what|how about
        and|also|or|but|with|for|in|using|as|then|same|from|on|instead
        und|oder|mit|fur|auch|als
        wie|was ist
        y|o|con|para|en|tambien|pero
        et|ou|avec|pour|aussi|dans
        e|com|em|tambem
        """);

    private static readonly Phrase[] Still = Phrases("""
        still|same|again|nothing|neither|nope
        no luck|change|difference|success
        didn|didnt|doesn|doesnt|not ~ work*|help|change|fix
        immer noch
        weiterhin|gleich*|klappt
        sigue|todavia|igual|tampoco|aun
        toujours|pareil|encore|meme
        continua|ainda|mesma|mesmo
        """);

    /// <summary>The intent taken from the turn before, or null when the message stands by itself.</summary>
    public static string? Of(Evidence evidence, string own, RouteContext before)
    {
        var words = evidence.Words;
        if (words.Length > MostWords || own == Intents.HandOver || (own != Intents.Unsure && evidence[own] >= OwnWeight))
            return null;
        if (words.Length == 0)
            return Repeated.Contains(before.Intent) ? before.Intent : null;
        if (Tried.Contains(before.Intent) && Begins(Still, words))
            return Intents.Diagnose;
        if (words.Length <= 4 && Begins(Yes, words) && !Holds(No, words) && own == Intents.Unsure)
            return Continued.Contains(before.Intent) ? before.Intent : null;
        if (words.Length <= 3 && Begins(More, words) && own == Intents.Unsure)
            return Repeated.Contains(before.Intent) ? before.Intent : null;
        return Begins(Also, words) && own != Intents.Diagnose && Continued.Contains(before.Intent)
            ? before.Intent
            : null;
    }

    /// <summary>Whether a message carries on from what was said just before it, and by whom does not matter: "with 401", "and in C#".</summary>
    public static bool IsContinuation(string message) => Words.Of(message) is { Length: > 0 and <= MostWords } words && Begins(Also, words);

    private static bool Begins(Phrase[] phrases, string[] words) => Array.Exists(phrases, phrase => phrase.IsAt(words, 0));

    private static bool Holds(Phrase[] phrases, string[] words) => words.Index().Any(w => Array.Exists(phrases, phrase => phrase.IsAt(words, w.Index)));

    private static Phrase[] Phrases(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Phrase.Parse)];
}
