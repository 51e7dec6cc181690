using System.Text;

namespace Aegis.Grains.Routing;

/// <summary>Cuts a message into plain words: lower case, without accents, emphasis and punctuation.</summary>
public static class Words
{
    /// <summary>What a message wants is said early: later words are left unread, so a long text costs no more.</summary>
    private const int Limit = 400;

    /// <summary>Words at the end of a long text that are read for what only a person may decide.</summary>
    private const int TailLimit = 300;

    /// <summary>The first words.</summary>
    public static string[] Of(string text) => [.. All(text).Take(Limit)];

    /// <summary>The last words of a text that is longer than what is read of its beginning; none of a shorter one.</summary>
    public static string[] TailOf(string text)
    {
        // A word is two characters at least with what parts it from the next.
        if (text.Length < 2 * Limit)
            return [];
        var words = All(text).ToArray();
        return words.Length > Limit ? words[^TailLimit..] : [];
    }

    private static IEnumerable<string> All(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
                Append(word, char.ToLowerInvariant(c));
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
            yield return word.ToString();
    }

    private static void Append(StringBuilder word, char c)
    {
        var plain = Fold(c);
        // "pleaseeee": three of a letter in a row are emphasis, never spelling.
        if (plain.Length == 1 && word.Length >= 2 && word[^1] == plain[0] && word[^2] == plain[0])
            return;
        word.Append(plain);
    }

    // By table, because the invariant culture leaves text normalisation undone.
    private static string Fold(char c) => c switch
    {
        < '\u0080' => c.ToString(),
        'à' or 'á' or 'â' or 'ã' or 'å' or 'ā' or 'ą' => "a",
        'ä' or 'æ' => "a",
        'ç' or 'ć' or 'č' => "c",
        'è' or 'é' or 'ê' or 'ë' or 'ę' or 'ē' => "e",
        'ì' or 'í' or 'î' or 'ï' => "i",
        'ñ' or 'ń' => "n",
        'ò' or 'ó' or 'ô' or 'õ' or 'ö' or 'ø' or 'œ' => "o",
        'ù' or 'ú' or 'û' or 'ü' => "u",
        'ý' or 'ÿ' => "y",
        'š' or 'ś' => "s",
        'ž' or 'ź' or 'ż' => "z",
        'ß' => "ss",
        _ => c.ToString(),
    };
}
