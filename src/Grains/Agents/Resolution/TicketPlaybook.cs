using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Policy;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Resolution;

/// <summary>Looks up the customer's tickets, comments on one, or opens one.</summary>
public sealed class TicketPlaybook : IPlaybook
{
    /// <summary>Own tickets looked up when the message names none.</summary>
    private const int Latest = 3;

    public bool Handles(string intent) => intent == Intents.Ticket;

    Move IPlaybook.Next(Facts facts) => Next(facts);

    public Reply Write(Facts facts, ImmutableArray<TurnStep> steps) => TicketReply.Render(facts, steps);

    public static Move Next(Facts facts)
    {
        var message = facts.Work.Message ?? "";
        if (facts.Halt is not null)
            return new Move.Answer();
        if (facts.Profile is null)
            return new Move.ReadProfile();

        var named = TicketWishes.Keys(message) is { IsEmpty: false } keys ? keys : Remembered(facts);
        var opening = named.IsEmpty ? TicketWishes.Opening(message) : null;
        if (opening is { } wish)
            return facts.Taken.IsEmpty ? Open(facts, wish.Summary, wish.Text) : new Move.Answer();

        var tool = TicketWishes.OnlyStatus(message) ? Tools.GetTicketStatus : Tools.GetTicketDetails;
        foreach (var key in named.IsEmpty ? Own(facts) : named)
            if (!facts.Findings.OfType<TicketFinding>().Any(f => f.Key == key))
                return new Move.Look(tool, ActionArguments.None.Add(TicketLook.Key, key));

        return TicketWishes.Comment(message) is { } comment && facts.Taken.IsEmpty && Found(facts, comment.Key)
            ? new Move.Act($"comment:{facts.Work.TurnId}", Tools.CommentOnTicket, ActionArguments.None
                .Add(ToolArguments.Ticket, comment.Key).Add(ToolArguments.Text, $"{facts.Profile.Company}: {comment.Text}"))
            : new Move.Answer();
    }

    /// <summary>The tickets that were spoken of last, for a message that only carries on: "any news?".</summary>
    private static ImmutableArray<string> Remembered(Facts facts) =>
        facts.Work is { Route.Follows: true, Memory.Recent: var recent } && recent.LastOrDefault(t => t.Intent == Intents.Ticket) is { } last
            ? TicketWishes.Keys($"{last.Message} {last.Reply}")
            : [];

    private static bool Found(Facts facts, string key) => facts.Findings.OfType<TicketFinding>().Any(f => f.Key == key && f.Ticket is not null);

    private static IEnumerable<string> Own(Facts facts) => facts.History
        .Where(a => a is { Name: Tools.CreateTicket, Status: ActionStatus.Done } && a.Output.ContainsKey(ToolArguments.Ticket))
        .Select(a => a.Output[ToolArguments.Ticket]).Distinct().TakeLast(Latest);

    private static Move.Act Open(Facts facts, string summary, string text) => new(
        $"ticket:{facts.Work.TurnId}", Tools.CreateTicket, ActionArguments.None
            .Add(ToolArguments.Summary, summary)
            .Add(ToolArguments.Description, $"{facts.Profile!.Company} ({facts.Profile.Id}) writes:\n\n{text}")
            .Add(ToolArguments.Priority, "Medium")
            .Add(ToolArguments.Labels, "aegis,question"));
}
