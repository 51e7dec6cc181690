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

    public static INodeList Parse(string markdown) =>
        new HtmlParser().ParseDocument(Markdown.ToHtml(markdown, Pipeline)).Body!.ChildNodes;

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
