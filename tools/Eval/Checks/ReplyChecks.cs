using Aegis.Conversations;
using Aegis.Eval.Scenarios;

namespace Aegis.Eval.Checks;

/// <summary>Whether an answer is as it must be.</summary>
public static class ReplyChecks
{
    private const int Shown = 400;

    public static void Check(int line, ReplyExpectation expected, Turn? turn, MissList misses)
    {
        if (turn?.Reply is not { } reply)
        {
            if (!expected.Nothing)
                misses.Add(line, "There is no answer.");
            return;
        }

        if (expected.Nothing)
            misses.Add(line, $"Nothing was to be answered, and this was: {Shorten(reply.Text)}");
        if (expected.Agent is { } agent && reply.Agent != agent)
            misses.Add(line, $"{reply.Agent} answered, not {agent} (intent {turn.Intent}).");
        if (expected.Intent is { } intent && turn.Intent != intent)
            misses.Add(line, $"The intent was {turn.Intent}, not {intent}.");
        CheckText(line, expected.Text, expected.NotText, reply.Text, misses);
        var tools = reply.Steps.Where(s => s.Type == StepType.Tool).Select(s => s.Name).ToHashSet();
        foreach (var tool in expected.Uses.Where(t => !tools.Contains(t)))
            misses.Add(line, $"{tool} was not used; used were {List(tools)}.");
        foreach (var tool in expected.NotUses.Where(tools.Contains))
            misses.Add(line, $"{tool} was used.");
        foreach (var action in expected.Actions)
            if (!reply.Actions.Any(a => a.Name == action.Tool && a.Status == action.Status))
                misses.Add(line, $"The answer names no {action.Tool} that is {Spelling.Of(action.Status)}; it names {List(reply.Actions.Select(a => $"{a.Name} {Spelling.Of(a.Status)}"))}.");
    }

    public static void CheckText(int line, ImmutableArray<string> wanted, ImmutableArray<string> forbidden, string text, MissList misses)
    {
        foreach (var part in wanted.Where(w => !text.Contains(w, StringComparison.OrdinalIgnoreCase)))
            misses.Add(line, $"\"{part}\" is not said: {Shorten(text)}");
        foreach (var part in forbidden.Where(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)))
            misses.Add(line, $"\"{part}\" is said: {Shorten(text)}");
    }

    public static string List(IEnumerable<string> items) => string.Join(", ", items.DefaultIfEmpty("none"));

    private static string Shorten(string text) => (text.Length <= Shown ? text : text[..Shown] + "…").ReplaceLineEndings(" ");
}
