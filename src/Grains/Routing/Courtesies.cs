namespace Aegis.Grains.Routing;

/// <summary>Messages that want nothing but to be polite; the reason of a route that asks back.</summary>
public static class Courtesies
{
    public const string Greeting = "greeting";
    public const string Thanks = "thanks";

    private const int MostWords = 5;

    private static readonly HashSet<string> Greetings =
    [
        "hi", "hello", "hey", "yo", "hiya", "howdy", "heya", "morning", "afternoon", "evening", "hallo", "moin", "servus", "hola", "buenos", "buenas", "bonjour", "salut",
        "bonsoir", "ola", "oi", "greetings", "gruss", "gott", "guten",
    ];

    private static readonly HashSet<string> Thankings =
        ["thanks", "thank", "thx", "ty", "cheers", "danke", "dankeschon", "gracias", "merci", "obrigado", "obrigada", "bye", "goodbye", "tschuss", "adios", "ciao", "tchau"];

    private static readonly HashSet<string> Beside =
    [
        "there", "good", "day", "team", "all", "everyone", "tag", "dias", "tardes", "noches", "again", "aegis", "support", "bot", "folks", "guys", "you", "so", "very", "much", "a", "lot",
        "ok", "okay", "mate", "for", "the", "help", "vielen", "dank", "muchas", "mil", "beaucoup", "muito", "boa", "bom", "dia", "tarde", "noite", "und", "and", "everything", "dir", "ihnen", "zusammen",
    ];

    /// <summary>Greeting, thanks, or null for a message that is more than that.</summary>
    public static string? In(string[] words) =>
        words.Length is 0 or > MostWords || !words.All(w => Greetings.Contains(w) || Thankings.Contains(w) || Beside.Contains(w)) ? null
        : words.Any(w => Thankings.Contains(w) || w == "dank") ? Thanks
        : words.Any(Greetings.Contains) ? Greeting
        : null;
}
