using Aegis.Conversations;
using Aegis.Grains.Agents;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Conversations;

/// <summary>What the orchestrator answers itself, without an agent.</summary>
internal static class OwnReplies
{
    public static Reply To(StoredTurn turn, DateTimeOffset now) =>
        turn.Route.Intent == Intents.HandOver ? HandOver(turn, now) : AskBack(turn, now);

    public static Reply GivenUp(StoredTurn turn, DateTimeOffset now) => Compose(turn, now,
        "I could not finish this: the work was begun " + turn.Attempts + " times and cut short each time.",
        ["The work on this message failed " + turn.Attempts + " times."],
        ["Send the message again to have another try; what was done before is not done twice.", "The list of actions shows what was done."]);

    /// <summary>The first two steps of every turn: what was asked, and where it went.</summary>
    public static ImmutableArray<TurnStep> Opening(StoredTurn turn, DateTimeOffset at) =>
    [
        new(StepType.Query, "query", turn.Message is null ? "Aegis carries a workflow on." : $"A message of {turn.Message.Length} characters.", turn.At, 0),
        new(StepType.Orchestrator, Router.Orchestrator, $"Intent {turn.Route.Intent}, to {turn.Route.Agent}. {turn.Route.Why}", at, 0),
    ];

    private static Reply HandOver(StoredTurn turn, DateTimeOffset now) => Compose(turn, now,
        "This is for a person to decide, so I have marked your message for our team. I changed nothing.",
        ["Your message is about something that only a person may decide."],
        ["A person of our team will read it here; there is nothing more you need to do."]);

    private static Reply AskBack(StoredTurn turn, DateTimeOffset now) => Compose(turn, now,
        "I am not sure what you need, so I changed nothing. Which of these is it?",
        ["The message did not say clearly what is wanted."],
        [
            "\"Set me up\": a trial, a test key, a test site and code that works.",
            "\"Show me code for Python\" (or Node.js, C#, curl): a first call with your own key.",
            "\"Show my key\": your test key.",
            "\"What is my status?\": where your set-up stands.",
            "Anything else: say that you want a person, and I hand over.",
        ]);

    private static Reply Compose(StoredTurn turn, DateTimeOffset now, string lead, ImmutableArray<string> diagnostics, ImmutableArray<string> nextSteps)
    {
        var sections = new ReplySections(diagnostics, [], nextSteps);
        return new(turn.Id, Router.Orchestrator, ReplyText.Render(lead, sections), sections, Opening(turn, now), []);
    }
}
