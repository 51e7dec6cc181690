using System.Text;

namespace Aegis.Grains.Conversations;

/// <summary>What a message must be.</summary>
public static class MessageRules
{
    public const int MaxLength = 16_000;

    /// <summary>Why a text cannot be taken, or null.</summary>
    public static Refusal? Refuse(string text, string field)
    {
        if (ShownText.IsBlank(text))
            return new(RefusalKind.Invalid, $"'{field}' is empty; send some text.", field);
        if (text.Length > MaxLength)
            return new(RefusalKind.Invalid, $"'{field}' has {text.Length:N0} characters; send at most {MaxLength:N0}.", field);
        if (text.Contains('\0'))
            return new(RefusalKind.Invalid, $"'{field}' holds U+0000; remove it.", field);
        return IsWellFormed(text) ? null : new(RefusalKind.Invalid, $"'{field}' holds a lone surrogate; send valid Unicode.", field);
    }

    private static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
                return false;
            rest = rest[length..];
        }

        return true;
    }
}
