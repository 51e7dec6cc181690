using System.Globalization;
using Aegis.Actions;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Grains.Actions;
using Aegis.Grains.Agents.Resolution;
using Aegis.Grains.Customers;
using Aegis.Grains.Knowledge;
using Aegis.Grains.Policy;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Feedback;

/// <summary>Takes praise and complaints. A complaint becomes one ticket for the turn it is about; what is said later about the same turn becomes a comment on it.</summary>
public sealed class FeedbackPlaybook : IPlaybook
{
    private const int MostSteps = 30;
    private const int LongestPart = 2_200;

    public bool Handles(string intent) => intent is Intents.Feedback or Intents.Rated;

    Move IPlaybook.Next(Facts facts) => Next(facts);

    public Reply Write(Facts facts, ImmutableArray<TurnStep> steps) => FeedbackReply.Render(facts, steps);

    public static Move Next(Facts facts)
    {
        if (facts.Halt is not null || !IsComplaint(facts))
            return new Move.Answer();
        if (!facts.Taken.IsEmpty)
            return facts.Taken is [{ Name: Tools.CreateTicket, Status: ActionStatus.Done or ActionStatus.AlreadyDone } opened] ? AddLater(facts, opened.Output.GetValueOrDefault(ToolArguments.Ticket)) : new Move.Answer();
        if (facts.Profile is null)
            return new Move.ReadProfile();
        if (KnownTicket(facts) is { } known)
            return IsMine(facts) ? AddLater(facts, known) : Said(facts) is { Length: > 0 } more ? Comment(facts, known, more) : new Move.Answer();
        // Being opened still, by the turn that took the rating in: what is said meanwhile is added then.
        if (facts.Work.Message is not null && !IsMine(facts) && facts.History.Any(a => a.Id == TicketAction(facts)))
            return new Move.Answer();
        if (TicketOf(facts) is not { } ticket)
            return Open(facts);
        // Looked up first, for what the judged turn speaks of need not be a ticket of the customer's own.
        if (facts.Found(Tools.GetTicketStatus) is not TicketFinding finding)
            return new Move.Look(Tools.GetTicketStatus, ActionArguments.None.Add(TicketLook.Key, ticket));
        return finding switch
        {
            { Ticket: null, Reachable: true } => Open(facts),
            _ when facts.Work.About is not { Asked: true } => Comment(facts, ticket, Evidence(facts)),
            _ => Said(facts) is { Length: > 0 } reason ? Comment(facts, ticket, reason) : new Move.Answer(),
        };
    }

    /// <summary>The ticket the judged turn opened, wrote into, or spoke of; null for none.</summary>
    public static string? TicketOf(Facts facts)
    {
        if (facts.Work.About is not { } about)
            return null;
        var actions = about.Steps.Select(s => s.ActionId).OfType<string>().ToHashSet();
        if (facts.History.LastOrDefault(a => a is { Name: Tools.CreateTicket or Tools.CommentOnTicket, Status: ActionStatus.Done } && actions.Contains(a.Id) && a.Output.ContainsKey(ToolArguments.Ticket)) is { } action)
            return action.Output[ToolArguments.Ticket];
        if (about is { Intent: Intents.Ticket, Message: { } message } && TicketWishes.Keys(message) is [var named, ..])
            return named;
        var spoken = about.Steps.Where(s => s.Name is Tools.GetTicketStatus or Tools.GetTicketDetails).SelectMany(s => TicketWishes.Keys(s.Details)).Distinct().ToArray();
        return spoken is [var only] ? only : null;
    }

    /// <summary>When to try again what could not be done now; null when there is nothing to try.</summary>
    public static TimeSpan? Again(Facts facts) =>
        facts.Taken is [.., { Status: ActionStatus.Failed or ActionStatus.Unknown, RetryAfter: { } pause }] ? pause : null;

    /// <summary>The ticket that an earlier judgement of the same turn opened, or null.</summary>
    public static string? KnownTicket(Facts facts)
    {
        var id = TicketAction(facts);
        return facts.History.FirstOrDefault(a => a.Id == id && a.Status == ActionStatus.Done)?.Output.GetValueOrDefault(ToolArguments.Ticket);
    }

    /// <summary>Whether this turn did it, in an attempt that was cut short.</summary>
    private static bool IsMine(Facts facts)
    {
        var id = TicketAction(facts);
        return facts.Work.About?.Since is { } since && facts.History.Any(a => a.Id == id && a.BegunAt >= since);
    }

    /// <summary>What was said of the answer while its ticket could not be opened becomes a comment on it.</summary>
    private static Move AddLater(Facts facts, string? ticket) =>
        ticket is not null && facts.Work is { Message: null, About: { Comment: { Length: > 0 } later, Said: var said } } && later != said ? Comment(facts, ticket, later) : new Move.Answer();

    private static string TicketAction(Facts facts) => OperationRules.ActionId(GrainKey.Parse(facts.Work.CustomerKey), OperationOf(facts));

    /// <summary>What the customer said of it; empty for a thumb alone.</summary>
    public static string Said(Facts facts) => facts.Work.Message ?? facts.Work.About?.Said ?? "";

    internal static bool IsComplaint(Facts facts) => facts.Work.Route.Intent == Intents.Rated || FeedbackWords.IsComplaint(facts.Work.Message ?? "")
        || (facts.Work.About?.Rating == "down" && !FeedbackWords.IsPraise(facts.Work.Message ?? ""));

    /// <summary>One ticket a judged turn, however often and by whomever it is judged.</summary>
    internal static string OperationOf(Facts facts) => $"feedback:{facts.Work.About?.TurnId ?? facts.Work.TurnId}";

    private static Move.Act Comment(Facts facts, string ticket, string text) => new(
        $"feedback:{facts.Work.TurnId}:comment", Tools.CommentOnTicket,
        ActionArguments.None.Add(ToolArguments.Ticket, ticket).Add(ToolArguments.Text, TicketWishes.Passed($"{facts.Profile!.Company} on the answer: {text}")));

    private static Move.Act Open(Facts facts)
    {
        var reason = FeedbackWords.ReasonOf(Said(facts));
        return new(OperationOf(facts), Tools.CreateTicket, ActionArguments.None
            .Add(ToolArguments.Summary, DocumentText.Line($"{facts.Profile!.Company} is unhappy with an answer{(reason is null ? "" : $": {reason.Replace('_', ' ')}")}", 180))
            .Add(ToolArguments.Description, Evidence(facts))
            .Add(ToolArguments.Priority, "Medium")
            .Add(ToolArguments.Labels, reason is null ? "aegis,feedback" : $"aegis,feedback,feedback-{reason}"));
    }

    private static string Evidence(Facts facts)
    {
        var about = facts.Work.About;
        var said = Said(facts);
        var parts = new List<string> { $"{facts.Profile!.Company} ({facts.Profile.Id}) is unhappy with an answer.{(said.Length == 0 ? "" : $" They say:\n{Part(said)}")}" };
        if (about is not null)
        {
            parts.Add($"Turn {about.TurnId}, intent {about.Intent}.");
            parts.Add($"Asked:\n{Part(about.Message ?? "(Aegis began this turn itself.)")}");
            parts.Add($"Answered:\n{Part(about.Reply ?? "(no answer)")}");
            parts.Add("Steps:\n" + string.Join('\n', about.Steps.Where(s => s.Type == StepType.Tool).Take(MostSteps)
                .Select(s => string.Create(CultureInfo.InvariantCulture, $"- {s.Name}, {s.DurationMs:0.#} ms: {DocumentText.Line(s.Details, 160)}")).DefaultIfEmpty("- none")));
        }

        return TicketWishes.Passed(string.Join("\n\n", parts));
    }

    private static string Part(string text) => TextRules.Excerpt(text, LongestPart);
}
