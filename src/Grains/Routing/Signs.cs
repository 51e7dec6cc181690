using System.Text.RegularExpressions;

namespace Aegis.Grains.Routing;

/// <summary>Evidence that lies in the signs of a text rather than in its words: ticket keys, stack traces, log lines, thumbs.</summary>
internal static partial class Signs
{
    private static readonly Cue TicketKey = Sign(Intents.Ticket, 12, "ticket key");
    private static readonly Cue Trace = Sign(Intents.Diagnose, 8, "stack trace");
    private static readonly Cue Log = Sign(Intents.Diagnose, 4, "log line");
    private static readonly Cue Status = Sign(Intents.Diagnose, 4, "failed status");
    private static readonly Cue Language = Sign(Intents.Integrate, 4, "programming language");
    private static readonly Cue Thumb = Sign(Intents.Feedback, 8, "thumb");
    private static readonly Cue Question = Sign(Intents.AskDocs, 1, "question");

    public static IEnumerable<Cue> In(string text)
    {
        if (TicketKeys.In(text) is not null)
            yield return TicketKey;
        if (Traces().IsMatch(text))
            yield return Trace;
        if (Logs().IsMatch(text))
            yield return Log;
        if (Statuses().IsMatch(text))
            yield return Status;
        if (ProgrammingLanguages.In(text) is not null)
            yield return Language;
        if (text.Contains("👎", StringComparison.Ordinal) || text.Contains("👍", StringComparison.Ordinal))
            yield return Thumb;
        if (text.Contains('?'))
            yield return Question;
    }

    private static Cue Sign(string intent, int weight, string name) => new(intent, weight, [Phrase.Parse(name)]);

    [GeneratedRegex("""
        Traceback\s\(most | ^\s*at\s[\w.$<>`\[\]]+\s?\( | \sat\s[\w.$<>]+\([^)]*:\d+ | File\s"[^"]+",\sline\s\d+ | \b\w+(?:Exception|Error):\s | Exception\sin\sthread | panic:\s | goroutine\s\d+
        | Unhandled\s(?:exception|promise|rejection) | Caused\sby: | \bE(?:CONN(?:RESET|REFUSED|ABORTED)|TIMEDOUT|NOTFOUND|PIPE)\b | curl:\s\(\d+\)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Traces();

    [GeneratedRegex("""
        \b(?:ERROR|FATAL|WARN(?:ING)?|CRIT(?:ICAL)?)\b.*\b[45]\d\d\b | \d\d:\d\d(?::\d\d)?[^\n]*\b[45]\d\d\b | \[(?:error|warn|fatal|crit)\]
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Logs();

    [GeneratedRegex("""
        "?(?:status|status_?code|http_status_code|code)"?\s*[:=]\s*"?[45]\d\d\b | HTTP/\d(?:\.\d)?\s[45]\d\d | "(?:error|errors|error_code|api_error_code|reason)"\s*:
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Statuses();
}
