using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Aegis;

/// <summary>Text of others as people may be shown it beside words of our own.</summary>
public static class ShownText
{
    private const char Isolate = '\u2068';
    private const char EndOfIsolate = '\u2069';

    /// <summary>The text within a sentence, where it cannot reorder what stands around it: as it is when it runs from left to right, otherwise isolated, and without marks that turn what follows.</summary>
    public static string Isolated(string text) => !text.Any(MayReorder) ? text
        : $"{Isolate}{string.Concat(text.Where(c => !IsMark(c)).Select(c => c == '\u2029' ? ' ' : c))}{EndOfIsolate}";

    /// <summary>Whether nothing of the text can be seen: blanks, and characters without a picture.</summary>
    public static bool IsBlank([NotNullWhen(false)] string? text) => string.IsNullOrWhiteSpace(text) || text.EnumerateRunes().All(IsUnseen);

    /// <summary>Where the text ends an isolate that it did not begin, and with it one around it; -1 for nowhere.</summary>
    public static int LooseEnd(string text)
    {
        var open = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\u2066' or '\u2067' or Isolate)
                open++;
            else if (text[i] == EndOfIsolate && --open < 0)
                return i;
        }

        return -1;
    }

    // Embeddings, overrides and isolates; then the scripts that run from right to left, the high surrogates of the rare ones among them.
    private static bool MayReorder(char c) => IsMark(c) || c is (>= '\u0590' and <= '\u08FF') or '\u200F' or '\u2029' or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and < '\uFEFF')
        or '\uD802' or '\uD803' or '\uD83A' or '\uD83B';

    private static bool IsMark(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsUnseen(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        // Fillers and variation selectors: letters and marks by name, with nothing to be seen.
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
