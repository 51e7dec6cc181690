using System.Text;
using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Agents;

/// <summary>Writes a reply as Markdown under its three headings.</summary>
public static class ReplyText
{
    /// <param name="closing">Blocks that follow the next steps: the key and the code.</param>
    public static string Render(string lead, ReplySections sections, params IEnumerable<string> closing)
    {
        var text = new StringBuilder(lead).Append('\n');
        Append(text, "Diagnostic Results", sections.Diagnostics, "Nothing to report.");
        Append(text, "Actions Taken", sections.Actions, "None.");
        Append(text, "Next Steps", sections.NextSteps, "None.");
        foreach (var block in closing)
            text.Append('\n').Append(block).Append('\n');
        return text.ToString();
    }

    /// <summary>What of a reply's text stands before its headings and what after them.</summary>
    public static (string Lead, string Closing) Parts(Reply reply)
    {
        var sections = Render("", reply.Sections);
        var at = reply.Text.IndexOf(sections, StringComparison.Ordinal);
        return at < 0 ? (reply.Text.Trim(), "") : (reply.Text[..at], reply.Text[(at + sections.Length)..].Trim());
    }

    /// <summary>An action as "Actions Taken" names it, from its record alone.</summary>
    public static string Line(ActionRecord action) =>
        $"`{action.Name}`: {SnakeCase.Of(action.Status)}{(action.Evidence.Length == 0 ? "" : $" ({ShownText.Isolated(Plain(action.Evidence))})")}";

    /// <summary>Text of others on one line, without marks that a reader of the reply would act on.</summary>
    public static string Plain(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Replace("{{", "{ {", StringComparison.Ordinal).Replace('`', '\'');

    private static void Append(StringBuilder text, string heading, ImmutableArray<string> lines, string empty)
    {
        text.Append("\n## ").Append(heading).Append("\n\n");
        foreach (var line in lines.DefaultIfEmpty(empty))
            text.Append("- ").Append(line).Append('\n');
    }
}
