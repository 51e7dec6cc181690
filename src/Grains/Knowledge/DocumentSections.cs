using System.Text.RegularExpressions;
using Aegis.Storage.Knowledge;

namespace Aegis.Grains.Knowledge;

/// <summary>Cuts a document at its headings, each section with the way down to it and an anchor. What a document says is never more than text.</summary>
public static partial class DocumentSections
{
    public static IReadOnlyList<KnowledgeSection> Cut(Document document)
    {
        var parts = Parts(document.Text);
        var title = parts.FirstOrDefault(p => p.Level == 1)?.Heading ?? Titled(document.Page);
        var anchors = new Dictionary<string, int>(StringComparer.Ordinal);
        var way = new List<(int Level, string Heading)>();
        var sections = new List<KnowledgeSection>();
        foreach (var part in parts)
        {
            way.RemoveAll(w => w.Level >= part.Level);
            if (part.Level > 1)
                way.Add((part.Level, part.Heading));
            var (body, keywords) = WithoutComments(part.Body);
            var heading = string.Join(" › ", way.Select(w => w.Heading));
            if (part.Level > 1 || body.Length > 0)
                sections.Add(new(document.Page, part.Level > 1 ? Anchor(part.Heading, anchors) : "", title, heading, part.Level,
                    string.Join(' ', QuestionWords.Names($"{title} {heading} {body}").Prepend(keywords)).Trim(), body));
        }

        return sections;
    }

    private static List<Part> Parts(string text)
    {
        var parts = new List<Part> { new(1, "") };
        var fence = "";
        foreach (var line in text.Split('\n'))
        {
            var mark = Fence().Match(line) is { Success: true } match ? match.Groups[1].Value : "";
            if (fence.Length == 0)
                fence = mark;
            else if (mark.StartsWith(fence, StringComparison.Ordinal) && line.Trim() == mark)
                fence = "";

            if (fence.Length == 0 && mark.Length == 0 && Heading().Match(line) is { Success: true } heading)
                parts.Add(new(heading.Groups[1].Length, heading.Groups[2].Value.Trim()));
            else
                parts[^1].Body.Add(line);
        }

        // A title without anything before it is the page's beginning itself.
        if (parts.Count > 1 && parts[1].Level == 1 && parts[0].Body.All(string.IsNullOrWhiteSpace))
            parts.RemoveAt(0);
        return parts;
    }

    private static (string Body, string Keywords) WithoutComments(List<string> lines)
    {
        var text = string.Join('\n', lines);
        var keywords = string.Join(' ', Comment().Matches(text).Select(c => Keywords().Match(c.Value)).Where(k => k.Success).Select(k => k.Groups[1].Value.Trim()));
        return (Comment().Replace(text, "").Trim(), keywords);
    }

    private static string Anchor(string heading, Dictionary<string, int> taken)
    {
        var slug = NoSlug().Replace(heading.ToLowerInvariant(), "").Trim().Replace(' ', '-');
        slug = slug.Length == 0 ? "section" : slug;
        taken[slug] = taken.GetValueOrDefault(slug) + 1;
        return taken[slug] == 1 ? slug : $"{slug}-{taken[slug] - 1}";
    }

    private static string Titled(string page) => page.Replace('-', ' ').Replace('_', ' ');

    private sealed record Part(int Level, string Heading)
    {
        public List<string> Body { get; } = [];
    }

    [GeneratedRegex(@"^ {0,3}(`{3,}|~{3,})")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$")]
    private static partial Regex Heading();

    [GeneratedRegex("<!--.*?(?:-->|$)", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^<!--\s*keywords:(.*?)-->$", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Keywords();

    [GeneratedRegex(@"[^\p{L}\p{N}_ \-]")]
    private static partial Regex NoSlug();
}
