using System.Text;

namespace Aegis.Silo.Settings;

/// <summary>Splits a command line into its words; quotes hold words with blanks together.</summary>
public static class CommandLineWords
{
    public static string[] Split(string line)
    {
        var words = new List<string>();
        var (word, quote, began) = (new StringBuilder(), '\0', false);
        foreach (var c in line)
        {
            if (quote != '\0' ? c == quote : c is '"' or '\'')
                (quote, began) = (quote == '\0' ? c : '\0', true);
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (began)
                    words.Add(word.ToString());
                (began, _) = (false, word.Clear());
            }
            else
                (began, _) = (true, word.Append(c));
        }

        if (began)
            words.Add(word.ToString());
        return [.. words];
    }
}
