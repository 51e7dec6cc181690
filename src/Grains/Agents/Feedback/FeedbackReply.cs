using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Knowledge;
using Aegis.Grains.Policy;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents.Feedback;

/// <summary>Thanks for praise; says of a complaint where it went, and asks what was wrong when it was not said.</summary>
public static class FeedbackReply
{
    private const string Question = "What was wrong?";
    private const string Reasons = "wrong · incomplete · slow · not what I asked · other";

    public static Reply Render(Facts facts, ImmutableArray<TurnStep> steps)
    {
        var sections = new ReplySections(Diagnostics(facts), [.. facts.Taken.Select(ReplyLines.Of)], NextSteps(facts));
        return new(facts.Work.TurnId, Router.FeedbackAgent, ReplyText.Render(Lead(facts), sections), sections, steps, [.. facts.Taken.Select(ReplyLines.Name)], FeedbackPlaybook.Again(facts));
    }

    /// <summary>Whether a reply asks what was wrong.</summary>
    public static bool Asks(Reply? reply) => reply is { Agent: Router.FeedbackAgent } && reply.Sections.NextSteps.Any(step => step.StartsWith(Question, StringComparison.Ordinal));

    private static string Lead(Facts facts) => facts switch
    {
        { Halt: { } halt } => ReplyLines.OfHalt(halt)!,
        _ when !FeedbackPlaybook.IsComplaint(facts) => FeedbackWords.IsPraise(facts.Work.Message ?? "")
            ? "Thank you, good to hear."
            : "Thank you for telling us. What was good, and what was not?",
        { Taken: [{ Status: ActionStatus.Done or ActionStatus.AlreadyDone }, ..] } => $"I am sorry that the answer was no good. Our team has it now{Ticket(facts)}.",
        { Taken: [{ RetryAfter: not null }, ..] } => "I am sorry that the answer was no good. Our team's ticket system does not answer just now, so I bring it there as soon as it does.",
        { Taken.IsEmpty: false } => "I am sorry that the answer was no good. It could not be passed on to our team just now; what happened stands below.",
        _ when FeedbackPlaybook.KnownTicket(facts) is null && FeedbackPlaybook.TicketOf(facts) is null => "I am sorry that the answer was no good. I bring what you say to our team as soon as their ticket system answers.",
        _ => $"I am sorry that the answer was no good. Our team has it already{Ticket(facts)}.",
    };

    private static ImmutableArray<string> Diagnostics(Facts facts) => facts switch
    {
        { Work.About: { } about } => [$"About: {DocumentText.Line(about.Message ?? "a message of mine", 160)}", .. Reason(facts)],
        _ => [.. Reason(facts)],
    };

    private static IEnumerable<string> Reason(Facts facts)
    {
        if (FeedbackPlaybook.IsComplaint(facts) && FeedbackWords.ReasonOf(FeedbackPlaybook.Said(facts)) is { } reason)
            yield return $"Reason: {reason.Replace('_', ' ')}.";
    }

    private static ImmutableArray<string> NextSteps(Facts facts) => facts switch
    {
        { Halt: not null } => ["A person goes on from here."],
        _ when !FeedbackPlaybook.IsComplaint(facts) => ["A thumb at an answer does the same."],
        _ when facts.Work.About is not { Asked: true } && FeedbackWords.ReasonOf(FeedbackPlaybook.Said(facts)) is null => [$"{Question} Say one of: {Reasons}; a sentence more helps. I add it to the ticket."],
        _ => ["Ask again in other words, or say that you want a person."],
    };

    private static string Ticket(Facts facts)
    {
        var key = facts.Taken is [var taken, ..] ? taken.Output.GetValueOrDefault(ToolArguments.Ticket) : FeedbackPlaybook.KnownTicket(facts) ?? FeedbackPlaybook.TicketOf(facts);
        return key is null ? "" : $", in ticket {key}";
    }
}
