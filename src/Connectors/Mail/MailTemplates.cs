using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;

namespace Aegis.Connectors.Mail;

/// <summary>
/// Mails by name: NAME.txt, whose first line is the subject, and beside it NAME.html if there is one. A folder of one's own
/// goes before those that come with the program. {{name}} stands for a value; {{#name}}…{{/name}} is left out where there is none.
/// </summary>
public sealed partial class MailTemplates(string? directory)
{
    private readonly ConcurrentDictionary<string, (string Text, string? Html)> _read = new(StringComparer.Ordinal);

    /// <summary>The mail, with the values in it: in the HTML they are escaped, in the subject they keep to one line.</summary>
    /// <exception cref="ConnectorException">Rejected: the template is missing, or a value it needs.</exception>
    public MailMessage Write(string template, string to, IReadOnlyDictionary<string, string> values)
    {
        var (text, html) = _read.GetOrAdd(template, Read);
        var end = text.IndexOf('\n');
        var subject = Fill(text[..(end < 0 ? text.Length : end)].Trim(), template, values, value => value.ReplaceLineEndings(" "));
        var body = end < 0 ? "" : text[(end + 1)..].TrimStart('\r', '\n');
        return new MailMessage(to, subject, Fill(body, template, values, value => value), html is null ? null : Fill(html, template, values, WebUtility.HtmlEncode!));
    }

    private (string Text, string? Html) Read(string template) => (
        Find($"{template}.txt") ?? throw new ConnectorException(FailureKind.Rejected, $"There is no mail template {template}."),
        Find($"{template}.html"));

    private string? Find(string file)
    {
        if (directory is not null && File.Exists(Path.Combine(directory, file)))
            return File.ReadAllText(Path.Combine(directory, file));
        using var stream = typeof(MailTemplates).Assembly.GetManifestResourceStream($"mail/{file}");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Fill(string text, string template, IReadOnlyDictionary<string, string> values, Func<string, string> write)
    {
        var chosen = Optional().Replace(text, match => values.ContainsKey(match.Groups["name"].Value) ? match.Groups["inside"].Value : "");
        return Place().Replace(chosen, match => values.TryGetValue(match.Groups["name"].Value, out var value) ? write(value)
            : throw new ConnectorException(FailureKind.Rejected, $"The mail template {template} asks for {match.Groups["name"].Value}, which there is not."));
    }

    [GeneratedRegex(@"\{\{#(?<name>[a-z_]+)\}\}(?<inside>.*?)\{\{/\k<name>\}\}", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Optional();

    [GeneratedRegex(@"\{\{(?<name>[a-z_]+)\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
