using System.Buffers.Text;
using System.Text;

namespace Aegis.Grains.Directory;

/// <summary>A page's end as callers carry it: opaque, and only good for the list it came from.</summary>
internal static class PageCursor
{
    private const int MaxLength = 512;

    public static string Write(string list, string last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{list}:{last}"));

    /// <summary>What the last page ended with; null for the first page, a refusal for a cursor that this list never gave.</summary>
    public static Result<string?> Read(string list, string? cursor) =>
        cursor is null ? new Result<string?>(null, null)
        : Text(list, cursor) is { } last && GrainKey.IsId(last) ? new Result<string?>(last, null)
        : Unknown();

    public static Refusal Unknown() => new(RefusalKind.Invalid, "'cursor' is not one that this list gave; begin again without it.", "cursor");

    /// <summary>What was written into it, or null where this list wrote none such.</summary>
    public static string? Text(string list, string cursor)
    {
        if (cursor.Length is > 0 and <= MaxLength && Base64Url.IsValid(cursor))
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            if (text.Length > list.Length + 1 && text.StartsWith(list, StringComparison.Ordinal) && text[list.Length] == ':')
                return text[(list.Length + 1)..];
        }

        return null;
    }
}
