using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Grains.Agents;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Conversations;

/// <summary>What the orchestrator answers itself, without an agent.</summary>
internal static class OwnReplies
{
    private static readonly ImmutableArray<string> Offers =
    [
        "\"Set me up\": a trial, a test key, a test site and code that works.",
        "\"Show me code for Python\" (or Node.js, C#, curl): a first call with your own key.",
        "\"My calls fail\": I find out why and mend what can be mended.",
        "\"How do webhooks work?\": answers from the documentation, and tickets by their key.",
        "\"What is my status?\": where you stand; \"Show my key\", \"Rotate my key\".",
        "Plans, prices and leaving; or say that you want a person, and I hand over.",
    ];

    public static Reply To(StoredTurn turn, DateTimeOffset now) => turn.Route.Intent switch
    {
        Intents.HandOver => HandOver(turn, now),
        Intents.OutOfScope => OutOfScope(turn, now),
        _ => AskBack(turn, now),
    };

    /// <summary>The orchestrator's own part of a reply that agents add to; null for a turn that is theirs from the first.</summary>
    public static Reply? Part(StoredTurn turn, DateTimeOffset now) => turn.Route.Agent == Router.Orchestrator ? To(turn, now) with { Steps = [] } : null;

    public static Reply GivenUp(StoredTurn turn, DateTimeOffset now) => turn.Message is null ? GivenUpOwn(turn, now) : Compose(turn, now,
        "I could not finish this: the work was begun " + turn.Attempts + " times and cut short each time.",
        ["The work on this message failed " + turn.Attempts + " times."],
        ["Send the message again to have another try; what was done before is not done twice.", "The list of actions shows what was done."]);

    private static Reply GivenUpOwn(StoredTurn turn, DateTimeOffset now) => Compose(turn, now,
        "I wanted to help with something here and was cut short each time. It is listed, and somebody takes it up.",
        ["The work failed " + turn.Attempts + " times."],
        ["There is nothing you need to do."]);

    /// <summary>The first two steps of every turn: what was asked, and where it went.</summary>
    public static ImmutableArray<TurnStep> Opening(StoredTurn turn, DateTimeOffset at) =>
    [
        new(StepType.Query, "query", turn.EpisodeId is not null ? "Aegis reaches out by itself." : turn.ActionId is not null ? "People decided on an action." : turn.Route.Intent == Intents.Rated ? "An answer was rated down." : turn.Message is null ? "Aegis carries a workflow on." : $"A message of {turn.Message.Length} characters.", turn.At, 0),
        new(StepType.Orchestrator, Router.Orchestrator, $"Intent {turn.Route.Intent}, to {turn.Route.Agent}. {turn.Route.Why}", at, 0),
    ];

    private static Reply HandOver(StoredTurn turn, DateTimeOffset now) => Compose(turn, now,
        $"This is for a person to decide, so I have marked your message for our team.{(turn.Route.Also is null ? " I changed nothing." : "")}",
        [$"Your message is about {Subject(turn.Route.Reason)}."],
        [.. AtOnce(turn.Route), "A person of our team will read it here; there is nothing more you need to do."]);

    private static string Subject(string? reason) => reason switch
    {
        HandOverReasons.Security => "security, which people look into first",
        HandOverReasons.Privacy => "personal data and your rights to it, which people answer for",
        HandOverReasons.Billing => "money charged or owed, which only a person may decide",
        HandOverReasons.Legal => "a legal matter or a complaint, which people answer for",
        HandOverReasons.Person => "something you want a person for",
        _ => "something that only a person may decide",
    };

    /// <summary>What need not wait for the person.</summary>
    private static ImmutableArray<string> AtOnce(Route route) => route.Reason == HandOverReasons.Security && route.Also?.Any(also => also.Intent == Intents.RotateKey) != true
        ? ["If a key may be in the wrong hands, do not wait: say \"rotate my key\" here for a test key, and the old one stops working at once; a live key our team rotates on the keys page."]
        : [];

    private static Reply OutOfScope(StoredTurn turn, DateTimeOffset now) => Compose(turn, now,
        "That is outside of what I do, so I changed nothing. I look after your integration; this is what I can help with:",
        ["The message is not about the product or your account."],
        Offers);

    private static Reply AskBack(StoredTurn turn, DateTimeOffset now) => Compose(turn, now,
        turn.Route.Reason switch
        {
            Courtesies.Greeting => "Hello! Nothing was changed yet. What do you need?",
            Courtesies.Thanks => "You are welcome. I changed nothing more. If there is something else:",
            _ => "I am not sure what you need, so I changed nothing. Which of these is it?",
        },
        [turn.Route.Reason is null ? "The message did not say clearly what is wanted." : "The message asks for nothing."],
        Offers);

    private static Reply Compose(StoredTurn turn, DateTimeOffset now, string lead, ImmutableArray<string> diagnostics, ImmutableArray<string> nextSteps)
    {
        var sections = new ReplySections(diagnostics, [], nextSteps);
        return new(turn.Id, Router.Orchestrator, ReplyText.Render(lead, sections), sections, Opening(turn, now), []);
    }
}
