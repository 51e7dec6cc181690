using System.Text;
using System.Text.RegularExpressions;
using Aegis.Grains.Knowledge;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Llm;

/// <summary>What a model wrote, made fit to be shown: no keys but the customer's own placeholders, no links to strangers, no headings or tags that would pass for ours.</summary>
internal static partial class ModelText
{
    private const string NoLink = "[link removed]";

    /// <param name="keyIds">The keys whose placeholders may stand.</param>
    /// <param name="hosts">What an address may begin with.</param>
    public static string Harmless(string text, IReadOnlyCollection<string>? keyIds = null, IReadOnlyCollection<string>? hosts = null)
    {
        var plain = MarkedData.Plain(PromptMask.Apply(text));
        var lines = new List<string>();
        string? fence = null;
        foreach (var line in plain.Split('\n'))
        {
            var mark = Fence().Match(line) is { Success: true } match ? match.Groups[1].Value : null;
            if (fence is null && mark is not null)
                fence = mark;
            else if (fence is not null && mark is not null && mark[0] == fence[0] && mark.Length >= fence.Length && line.Trim() == mark)
            {
                fence = null;
                lines.Add(line);
                continue;
            }

            lines.Add(Line(line, inCode: fence is not null, keyIds ?? [], hosts ?? []));
        }

        // What was left open would swallow everything of ours that follows.
        if (fence is not null)
            lines.Add(fence);
        return string.Join('\n', lines);
    }

    private static string Line(string line, bool inCode, IReadOnlyCollection<string> keyIds, IReadOnlyCollection<string> hosts)
    {
        // Code with a key in it could be sent anywhere: none is filled in there.
        line = Placeholders(line, inCode ? [] : keyIds);
        line = Address().Replace(line, found => IsKnown(found.Value, hosts) ? found.Value : NoLink);
        if (inCode)
            return line;
        line = Image().Replace(line, "$1");
        line = Target().Replace(line, found => IsKnown(found.Groups[2].Value, hosts) ? found.Value : found.Groups[1].Value);
        return Tag().Replace(line, "‹");
    }

    private static string Placeholders(string line, IReadOnlyCollection<string> keyIds)
    {
        var text = new StringBuilder();
        foreach (var (part, keyId) in KeyPlaceholder.Split(line))
            text.Append(keyId is null ? DocumentText.Inert(part) : keyIds.Contains(keyId) ? part : "(your key)");
        return text.ToString();
    }

    private static bool IsKnown(string address, IReadOnlyCollection<string> hosts) => hosts.Any(known =>
        address.StartsWith(known, StringComparison.OrdinalIgnoreCase) && (address.Length == known.Length || address[known.Length] is '/' or '?' or '#'));

    [GeneratedRegex(@"^ {0,3}(`{3,}|~{3,})")]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?:[a-z][a-z0-9+.-]{1,20}:)?//[^\s<>""'`)\]]+|\bwww\.[^\s<>""'`)\]]+|\b(?:javascript|data|vbscript|file|mailto):[^\s<>""'`)\]]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"!\[([^\]]*)\]")]
    private static partial Regex Image();

    [GeneratedRegex(@"(\[[^\]]*\])\s*\(\s*([^)\s]*)[^)]*\)|(\[[^\]]*\])\s*\[[^\]]*\]")]
    private static partial Regex Target();

    [GeneratedRegex(@"<(?=[A-Za-z/!?])")]
    private static partial Regex Tag();
}
