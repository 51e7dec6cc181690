using System.Globalization;
using System.Text;

namespace Aegis.Dashboard.Export;

/// <summary>Rows as comma-separated values (RFC 4180).</summary>
internal static class Csv
{
    private const string Formula = "=+-@\t\r";

    public static string Row(params ReadOnlySpan<object?> cells)
    {
        var row = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
            row.Append(i == 0 ? "" : ",").Append(Cell(cells[i]));
        return row.Append("\r\n").ToString();
    }

    /// <summary>A text that a spreadsheet would take for a formula is marked as text: what customers call themselves is data there too.</summary>
    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        if (value is string && text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal))
            text = "'" + text;
        return text.AsSpan().ContainsAny("\",\r\n'") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
