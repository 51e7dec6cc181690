using System.Text.RegularExpressions;

namespace Aegis.Connectors.Tickets.Jira;

/// <summary>How tickets and comments are known again as ours, by whichever road they were made: by labels, and by the last line of a comment.</summary>
internal static partial class JiraMarks
{
    private const string Operation = "aegis-op-";
    private const string Customer = "aegis-customer-";

    public static string OperationLabel(string key) => Operation + key;

    /// <summary>The labels of a new ticket: those asked for, and those that only we give.</summary>
    public static IReadOnlyList<string> Labels(IEnumerable<string> asked, string key, string customer) =>
    [
        .. asked.Select(label => Blank().Replace(label.Trim(), "-")).Where(label => label.Length > 0 && !IsOurs(label)),
        OperationLabel(key), Customer + customer.Replace('/', ':'),
    ];

    /// <summary>Whom a ticket was created for, or null.</summary>
    public static string? CustomerOf(IEnumerable<string> labels) =>
        labels.FirstOrDefault(label => label.StartsWith(Customer, StringComparison.Ordinal))?[Customer.Length..].Replace(':', '/');

    /// <summary>The comment with its mark. What reads like one in the text itself no longer does.</summary>
    public static string Marked(string text, string key) => $"{text.Replace($"({Operation}", "(aegis op ", StringComparison.OrdinalIgnoreCase).TrimEnd()}\n\n({Operation}{key})";

    /// <summary>A comment's text without its mark, and the operation that made it.</summary>
    public static (string Text, string? Key) Read(string text) =>
        Mark().Match(text) is { Success: true } mark ? (text[..mark.Index].TrimEnd(), mark.Groups[1].Value) : (text, null);

    private static bool IsOurs(string label) =>
        label.StartsWith(Operation, StringComparison.OrdinalIgnoreCase) || label.StartsWith(Customer, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\(aegis-op-([A-Za-z0-9_\\-]+)\)\s*$")]
    private static partial Regex Mark();
}
