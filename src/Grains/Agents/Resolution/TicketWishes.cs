using System.Text.RegularExpressions;
using Aegis.Grains.Customers;
using Aegis.Grains.Knowledge;
using Aegis.Grains.Keys;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Resolution;

/// <summary>What a message wants of tickets. The text is read for these wishes only: it is passed on as text, never followed.</summary>
public static partial class TicketWishes
{
    /// <summary>Tickets looked up in one turn.</summary>
    private const int MostKeys = 5;
    private const int LongestText = 6_000;
    private const int LongestSummary = 120;

    public static ImmutableArray<string> Keys(string message) => [.. TicketKeys.All(message).Take(MostKeys)];

    /// <summary>The ticket to comment on and the comment, or null.</summary>
    public static (string Key, string Text)? Comment(string message) =>
        Commenting().Match(message) is { Success: true } match && TicketKeys.In(match.Groups["key"].Value) is { } key
        && Passed(match.Groups["text"].Value.Trim().Trim('"', '“', '”', '\'')) is { Length: > 0 } text
            ? (key, text)
            : null;

    /// <summary>What a new ticket is to say, or null when none is wanted.</summary>
    public static (string Summary, string Text)? Opening(string message) =>
        OpeningWords().Match(message) is { Success: true } match
        && Passed(match.Groups["text"].Value.Trim(' ', ':', '-', ',', '.', '"')) is { Length: > 0 } text
            ? (DocumentText.Line(text, LongestSummary), text)
            : null;

    public static bool OnlyStatus(string message) => StatusWords().IsMatch(message) && !DetailWords().IsMatch(message);

    /// <summary>Text for the ticket system: without keys and control characters.</summary>
    public static string Passed(string text)
    {
        var plain = DocumentText.Inert(SecretMask.Apply(text)).Replace('\t', ' ').Trim();
        return TextRules.Excerpt(plain, LongestText);
    }

    [GeneratedRegex(@"\b(?:(?:add|post|leave|put|write|append)\s+(?:a\s+|the\s+|this\s+|another\s+)?(?:comment|note|remark)\s+(?:to|on|in|under)|comment\s+on|reply\s+(?:to|on)|respond\s+to|(?:add|append)\s+to)\s+(?:the\s+)?(?:ticket\s+|issue\s+)?(?<key>[A-Za-z][A-Za-z0-9]{1,9}-[1-9][0-9]{0,5})(?:\s*[:,\-–—]+\s*|\s+(?:that|saying|with)\s*:?\s*)(?<text>.+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Commenting();

    [GeneratedRegex(@"\b(?:open|create|raise|file|log|make|submit)\s+(?:me\s+)?(?:a\s+|an\s+|another\s+)?(?:new\s+)?(?:support\s+)?(?:ticket|issue|case)\b(?<text>.*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex OpeningWords();

    [GeneratedRegex(@"\b(status|state|open|closed?|done|resolved|solved|fixed|progress|eta|update|news|stand|still)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StatusWords();

    [GeneratedRegex(@"\b(details?|comments?|descri\w+|says?|said|history|full|everything|read|content|show)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DetailWords();
}
