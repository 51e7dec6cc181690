using System.Globalization;
using Aegis.Actions;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Grains.Actions;
using Aegis.Grains.Agents.Resolution;
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
        if (facts.Halt is not null || !IsComplaint(facts) || !facts.Taken.IsEmpty)
            return new Move.Answer();
        if (facts.Profile is null)
            return new Move.ReadProfile();
        if (KnownTicket(facts) is { } known)
            return Said(facts) is { Length: > 0 } more ? Comment(facts, known, more) : new Move.Answer();
        // A turn about a ticket of the customer's own is judged on that ticket.
        if (facts.Work.About is { Intent: Intents.Ticket, Message: { } message } && TicketWishes.Keys(message) is [var key, ..])
        {
            if (facts.Found(Tools.GetTicketStatus) is not TicketFinding finding)
                return new Move.Look(Tools.GetTicketStatus, ActionArguments.None.Add(TicketLook.Key, key));
            if (finding.Ticket is not null)
                return Comment(facts, key, Evidence(facts));
        }

        return Open(facts);
    }

    /// <summary>The ticket that an earlier judgement of the same turn opened, or null.</summary>
    public static string? KnownTicket(Facts facts)
    {
        var id = OperationRules.ActionId(GrainKey.Parse(facts.Work.CustomerKey), OperationOf(facts));
        return facts.History.FirstOrDefault(a => a.Id == id && a.Status == ActionStatus.Done)?.Output.GetValueOrDefault(ToolArguments.Ticket);
    }

    /// <summary>What the customer said of it; empty for a thumb alone.</summary>
    public static string Said(Facts facts) => facts.Work.Message ?? facts.Work.About?.Comment ?? "";

    internal static bool IsComplaint(Facts facts) => facts.Work.Route.Intent == Intents.Rated || FeedbackWords.IsComplaint(facts.Work.Message ?? "")
        || (facts.Work.About?.Rating == "down" && !FeedbackWords.IsPraise(facts.Work.Message ?? ""));

    /// <summary>One ticket a judged turn, however often and by whomever it is judged.</summary>
    private static string OperationOf(Facts facts) => $"feedback:{facts.Work.About?.TurnId ?? facts.Work.TurnId}";

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
        var parts = new List<string> { $"{facts.Profile!.Company} ({facts.Profile.Id}) {(facts.Work.Message is null ? "rated an answer down" : "complained")}.{(said.Length == 0 ? "" : $" They say:\n{Part(said)}")}" };
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

    private static string Part(string text) => text.Length <= LongestPart ? text : text[..LongestPart].TrimEnd() + "…";
}
