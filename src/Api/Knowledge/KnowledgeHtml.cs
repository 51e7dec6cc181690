using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Aegis.Knowledge;

namespace Aegis.Api.Knowledge;

/// <summary>A document as HTML. Everything of the document is encoded first; only what is written here becomes an element, so nothing in it can act.</summary>
internal static partial class KnowledgeHtml
{
    private const string Style = "body{font:16px/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c2733}pre{background:#f3f5f7;padding:.8rem;overflow:auto;border-radius:6px}code{background:#f3f5f7;border-radius:3px}h1,h2,h3{line-height:1.25}a{color:#0b5cad}";

    /// <summary>What a content security policy names the style by.</summary>
    public static readonly string StyleHash = $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}";

    public static string Render(KnowledgePage page)
    {
        var html = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
            .Append(Encode(page.Title)).Append("</title><style>").Append(Style).Append("</style></head><body><h1>").Append(Encode(page.Title)).Append("</h1>");
        foreach (var part in page.Parts)
        {
            if (part.Heading.Length > 0)
            {
                var level = Math.Clamp(part.Level, 2, 6);
                html.Append(CultureInfo.InvariantCulture, $"<h{level} id=\"{Encode(part.Anchor)}\">{Encode(part.Heading)}</h{level}>");
            }

            AppendBody(html, part.Body);
        }

        return html.Append("</body></html>").ToString();
    }

    private static void AppendBody(StringBuilder html, string body)
    {
        var lines = body.Split('\n');
        for (var i = 0; i < lines.Length;)
        {
            var line = lines[i];
            if (line.StartsWith("```", StringComparison.Ordinal))
                i = AppendCode(html, lines, i + 1);
            else if (IsItem(line))
                i = AppendRun(html, lines, i, "ul", IsItem, item => $"<li>{Inline(item[2..])}</li>");
            else if (line.StartsWith('|'))
                i = AppendRun(html, lines, i, "pre", l => l.StartsWith('|'), row => Encode(row) + "\n");
            else if (line.Length == 0)
                i++;
            else
                i = AppendRun(html, lines, i, "p", l => l.Length > 0 && !IsItem(l) && !l.StartsWith('|') && !l.StartsWith("```", StringComparison.Ordinal), text => Inline(text) + " ");
        }
    }

    private static bool IsItem(string line) => line.StartsWith("- ", StringComparison.Ordinal);

    private static int AppendCode(StringBuilder html, string[] lines, int from)
    {
        html.Append("<pre>");
        var i = from;
        for (; i < lines.Length && !lines[i].StartsWith("```", StringComparison.Ordinal); i++)
            html.Append(Encode(lines[i])).Append('\n');
        html.Append("</pre>");
        return i + 1;
    }

    private static int AppendRun(StringBuilder html, string[] lines, int from, string element, Func<string, bool> belongs, Func<string, string> write)
    {
        html.Append('<').Append(element).Append('>');
        var i = from;
        for (; i < lines.Length && belongs(lines[i]); i++)
            html.Append(write(lines[i]));
        html.Append("</").Append(element).Append('>');
        return i;
    }

    /// <summary>Code, strong text and links to other documents or web addresses.</summary>
    private static string Inline(string text)
    {
        var encoded = Encode(text);
        encoded = Code().Replace(encoded, "<code>$1</code>");
        encoded = Strong().Replace(encoded, "<strong>$1</strong>");
        return Link().Replace(encoded, "<a href=\"$2\" rel=\"noopener nofollow\">$1</a>");
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text).Replace("&#x60;", "`", StringComparison.Ordinal);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Strong();

    // Encoded text holds no quote and no angle bracket; of addresses only documents beside this one and http(s) are followed.
    [GeneratedRegex(@"\[([^\[\]]+)\]\(((?:[A-Za-z0-9_.\-]+\.md|https?://[A-Za-z0-9./_?=%#:\-]+)(?:#[A-Za-z0-9_\-]+)?)\)")]
    private static partial Regex Link();
}
