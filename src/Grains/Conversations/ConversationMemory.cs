using System.Globalization;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Knowledge;

namespace Aegis.Grains.Conversations;

/// <summary>What is remembered of a conversation: the last turns nearly as they were, older ones a line each, all of it bounded. Drawn from what is stored, so it is the same after a restart.</summary>
public static class ConversationMemory
{
    /// <summary>Turns that are remembered with their texts.</summary>
    public const int Recent = 6;

    /// <summary>Characters of a summary.</summary>
    public const int LongestSummary = 4_000;

    private const int LongestMessage = 600;
    private const int LongestReply = 900;
    private const int LongestPart = 90;

    /// <summary>What is remembered before a turn; null for a conversation's first.</summary>
    public static TurnMemory? MemoryOf(this ConversationState state, StoredTurn turn)
    {
        var ended = Told(state.Turns.Take(state.Turns.IndexOf(turn))).ToList();
        if (ended.Count == 0 && state.Summary is null && state.Written is null)
            return null;
        var recent = ended.TakeLast(Recent).ToList();
        return new(Summary(state, ended.SkipLast(Recent)), [.. recent.Select(Remember)], ended.LastOrDefault(t => t.Route.Language is not null)?.Route.Language);
    }

    /// <summary>Keeps a line of a turn that leaves the conversation, unless a summary tells of it already.</summary>
    public static void Forget(this ConversationState state, StoredTurn turn)
    {
        if (turn.AnsweredWith is null && !(turn.Ordinal <= state.Written?.UpTo))
            state.Summary = Bounded([.. (state.Summary ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries), Line(turn)]);
    }

    /// <summary>The older turns no written summary tells of yet, as long as they are worth one: their text for a model, and the last of them; null otherwise.</summary>
    public static (string Text, long UpTo)? ToSummarise(this ConversationState state, int least)
    {
        var older = Told(state.Turns).SkipLast(Recent).Where(t => !(t.Ordinal <= state.Written?.UpTo)).ToList();
        return older.Count < least ? null : (string.Join('\n', new[] { state.Written?.Text ?? state.Summary ?? "" }.Concat(older.Select(Line))).Trim(), older[^1].Ordinal);
    }

    /// <summary>Takes a summary a model wrote, in place of all it tells of.</summary>
    public static void Write(this ConversationState state, long upTo, string text)
    {
        if (upTo <= state.Written?.UpTo || upTo > state.LastOrdinal || string.IsNullOrWhiteSpace(text))
            return;
        state.Written = new(upTo, TextRules.Shorten(text, LongestSummary));
        state.Summary = null;
    }

    private static IEnumerable<StoredTurn> Told(IEnumerable<StoredTurn> turns) => turns.Where(t => t is { IsEnded: true, AnsweredWith: null });

    private static string? Summary(ConversationState state, IEnumerable<StoredTurn> older)
    {
        IEnumerable<string> lines =
        [
            .. state.Written is { } written ? written.Text.Split('\n') : [],
            .. (state.Summary ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries),
            .. older.Where(t => !(t.Ordinal <= state.Written?.UpTo)).Select(Line),
        ];
        return Bounded([.. lines]) is { Length: > 0 } summary ? summary : null;
    }

    /// <summary>The last lines that fit, and how many came before them.</summary>
    private static string Bounded(List<string> lines)
    {
        var dropped = 0;
        if (lines is [var first, ..] && Dropped(first) is { } earlier)
        {
            dropped = earlier;
            lines.RemoveAt(0);
        }

        var length = lines.Sum(line => line.Length + 1);
        for (; length > LongestSummary - 60 && lines.Count > 0; dropped++)
        {
            length -= lines[0].Length + 1;
            lines.RemoveAt(0);
        }

        return string.Join('\n', dropped == 0 ? lines : lines.Prepend(string.Create(CultureInfo.InvariantCulture, $"({dropped} earlier lines left out)")));
    }

    private static int? Dropped(string line) =>
        line.EndsWith(" earlier lines left out)", StringComparison.Ordinal) && int.TryParse(line[1..line.IndexOf(' ', StringComparison.Ordinal)], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static string Line(StoredTurn turn) => string.Create(CultureInfo.InvariantCulture,
        $"{turn.At:yyyy-MM-dd HH:mm} {turn.Route.Intent}: {(turn.Message is null ? "Aegis reached out" : $"\"{DocumentText.Line(turn.Message, LongestPart)}\"")} - {Lead(turn.Reply, LongestPart)}{(Did(turn.Reply) is { Length: > 0 } did ? $" [{did}]" : "")}");

    private static RememberedTurn Remember(StoredTurn turn) => new(
        turn.Id, turn.At, turn.Message is null ? null : TextRules.Shorten(turn.Message, LongestMessage, "…"), turn.Route.Intent, TextRules.Shorten(turn.Reply?.Text ?? "", LongestReply, "…"), Did(turn.Reply));

    private static string Lead(Reply? reply, int longest) => reply is null ? "no answer" : DocumentText.Line(Agents.ReplyText.Parts(reply).Lead, longest);

    private static string Did(Reply? reply) => reply is null ? "" : string.Join(", ", reply.Actions.Select(action => $"{action.Name}: {SnakeCase.Of(action.Status)}"));
}
