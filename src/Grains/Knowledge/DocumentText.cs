using System.Text;
using System.Text.RegularExpressions;
using Aegis.Grains.Customers;

namespace Aegis.Grains.Knowledge;

/// <summary>Text of others as a reply may show it: quoted line by line, so that it can be taken for nothing else, with no placeholder left in it.</summary>
public static partial class DocumentText
{
    /// <summary>As a Markdown quote; headings in it stay inside.</summary>
    public static string Quote(string text) =>
        string.Join('\n', Inert(text).Split('\n').Select(line => line.Length == 0 ? ">" : $"> {line}"));

    /// <summary>On one line, without marks that a reader of the reply would act on.</summary>
    public static string Line(string text, int longest = 300)
    {
        var line = string.Join(' ', Inert(text).Replace('`', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return TextRules.Excerpt(line, longest);
    }

    /// <summary>Without placeholders and control characters.</summary>
    public static string Inert(string text) =>
        Placeholder().Replace(string.Concat(text.ReplaceLineEndings("\n").Select(c => char.IsControl(c) && c is not '\n' and not '\t' ? ' ' : c)), "{ ");

    /// <summary>The whole blocks a text begins with, up to a length; a block of code is never cut.</summary>
    public static (string Text, bool IsCut) Beginning(string text, int length)
    {
        var taken = new StringBuilder();
        foreach (var block in Blocks(text))
        {
            if (taken.Length > 0 && taken.Length + block.Length > length)
                return (taken.ToString(), true);
            if (taken.Length > 0)
                taken.Append("\n\n");
            taken.Append(block);
        }

        return (taken.ToString(), false);
    }

    /// <summary>The code in a language, or any when it is null.</summary>
    public static string? Code(string text, string? language) =>
        Blocks(text).FirstOrDefault(block => Fenced().Match(block) is { Success: true } fence
            && (language is null || fence.Groups[1].Value.Equals(language, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Blocks(string text)
    {
        var block = new List<string>();
        var inCode = false;
        foreach (var line in text.Split('\n'))
        {
            inCode ^= line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (line.Length > 0 || inCode)
            {
                block.Add(line);
                continue;
            }

            if (block.Count > 0)
                yield return string.Join('\n', block);
            block.Clear();
        }

        if (block.Count > 0)
            yield return string.Join('\n', block);
    }

    [GeneratedRegex(@"\{(?=\{)")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^```([A-Za-z0-9+#-]*)")]
    private static partial Regex Fenced();
}
