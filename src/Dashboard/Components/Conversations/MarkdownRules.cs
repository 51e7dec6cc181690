using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Markdig;

namespace Aegis.Dashboard.Components.Conversations;

/// <summary>What of a reply's Markdown may become what on the page.</summary>
internal static partial class MarkdownRules
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().DisableHtml().Build();

    // Headings of a reply stand below those of the page.
    private static readonly FrozenDictionary<string, string> Elements = new Dictionary<string, string>
    {
        ["h1"] = "h3", ["h2"] = "h3", ["h3"] = "h4", ["h4"] = "h5", ["h5"] = "h6", ["h6"] = "h6",
        ["p"] = "p", ["ul"] = "ul", ["ol"] = "ol", ["li"] = "li", ["strong"] = "strong", ["em"] = "em", ["del"] = "del",
        ["code"] = "code", ["blockquote"] = "blockquote", ["a"] = "a", ["br"] = "br", ["hr"] = "hr",
        ["table"] = "table", ["thead"] = "thead", ["tbody"] = "tbody", ["tr"] = "tr", ["th"] = "th", ["td"] = "td",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Dropped = FrozenSet.Create(
        StringComparer.Ordinal, "script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math", "form", "input", "button");

    /// <summary>Longer than any reply is; what a reader of Markdown takes for it grows with its square.</summary>
    private const int Longest = 20_000;

    /// <summary>What the Markdown says, or null for a text that is to be shown as it is: too long, or nested more deeply than anybody reads.</summary>
    public static INodeList? Parse(string markdown)
    {
        if (markdown.Length > Longest)
            return null;
        try
        {
            return new HtmlParser().ParseDocument(Markdown.ToHtml(markdown, Pipeline)).Body!.ChildNodes;
        }
        catch (ArgumentException)
        {
            // So Markdig says that its limit of nesting is exceeded.
            return null;
        }
    }

    public static string? Allowed(IElement element) => Elements.GetValueOrDefault(element.LocalName);

    public static bool IsDropped(IElement element) => Dropped.Contains(element.LocalName);

    /// <summary>An address that may be followed: a web address, or one of our own documents; null for anything else.</summary>
    public static string? SafeLink(string? href) =>
        href is not null && Document().IsMatch(href) ? href
        : Uri.TryCreate(href, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri.AbsoluteUri
        : null;

    /// <summary>The language named after the fence, or null.</summary>
    public static string? Language(IElement pre) =>
        pre.QuerySelector("code")?.ClassList.FirstOrDefault(c => c.StartsWith("language-", StringComparison.Ordinal))?["language-".Length..];

    [GeneratedRegex(@"\A/knowledge/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}(#[A-Za-z0-9_.%-]{0,128})?\z")]
    private static partial Regex Document();
}
