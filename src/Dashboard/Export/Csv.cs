using System.Globalization;
using System.Text;

namespace Aegis.Dashboard.Export;

/// <summary>Rows as comma-separated values (RFC 4180).</summary>
public static class Csv
{
    /// <summary>What begins a formula; some spreadsheets take the wide forms for the same.</summary>
    private const string Formula = "=+-@\t\r\n＝＋－＠";

    /// <summary>One line with its end.</summary>
    public static string Row(params ReadOnlySpan<object?> cells)
    {
        var row = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
            row.Append(i == 0 ? "" : ",").Append(Cell(cells[i]));
        return row.Append("\r\n").ToString();
    }

    /// <summary>The first character that a spreadsheet looks at: some pass over blanks and what cannot be seen.</summary>
    private static char? Begins(string text)
    {
        foreach (var c in text)
            if (c is '\t' or '\r' or '\n' || !ShownText.IsBlank(c.ToString()))
                return c;
        return null;
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
        if (value is string && Begins(text) is { } first && Formula.Contains(first, StringComparison.Ordinal))
            text = "'" + text;
        return text.AsSpan().ContainsAny("\",;\t\r\n'") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
