using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Outcomes;

/// <summary>Tells the customer what became of an action that waited for people; all of it read off the action's record.</summary>
public sealed class OutcomePlaybook : IPlaybook
{
    public bool Handles(string intent) => intent == Intents.TellOutcome;

    public Move Next(Facts facts) => facts.Halt is null && facts.Profile is null ? new Move.ReadProfile() : new Move.Answer();

    public Reply Write(Facts facts, ImmutableArray<TurnStep> steps)
    {
        // The action as it is now: one that was begun again since has its own telling.
        var action = facts.History.FirstOrDefault(a => a.Id == facts.Work.ActionId);
        ImmutableArray<ActionRecord> told = action is null ? [] : [action];
        var sections = new ReplySections([], [.. told.Select(ReplyLines.Of)], NextSteps(action));
        var text = action is null || facts.Halt is not null ? "" : ReplyText.Render(Lead(action), sections, Key(action));
        return new(facts.Work.TurnId, facts.Work.Route.Agent, text, sections, steps, [.. told.Select(ReplyLines.Name)]);
    }

    private static string Lead(ActionRecord action) => (action.Status, action.Name) switch
    {
        (ActionStatus.Done, Tools.UpgradePlan) => "Your upgrade is approved and done.",
        (ActionStatus.Done, Tools.ApplyDiscount) => "Your discount is approved and applied.",
        (ActionStatus.Done, Tools.GenerateApiKeys) => "Your key is approved and issued; it stands at the end.",
        (ActionStatus.Done, _) => $"What waited for approval is done: {action.Name}.",
        (ActionStatus.Refused, _) => "What waited for approval is not done. Nothing was changed and nothing is charged.",
        (ActionStatus.Unknown, _) => "It is approved, but no answer came from the system that does it. A person looks into it; nothing is done twice.",
        (ActionStatus.Failed, _) => "It is approved, but it could not be done. Nothing was changed.",
        _ => $"What waited for approval is {SnakeCase.Of(action.Status).Replace('_', ' ')}.",
    };

    private static ImmutableArray<string> NextSteps(ActionRecord? action) => action?.Status switch
    {
        ActionStatus.Done => ["There is nothing you need to do."],
        ActionStatus.Refused => ["Say that you want a person if you would like to talk about it."],
        ActionStatus.Failed => ["A person of our team goes on from here; say so if you want it tried again."],
        ActionStatus.Unknown => ["A person of our team finds out what happened and answers here."],
        _ => [],
    };

    private static IEnumerable<string> Key(ActionRecord action)
    {
        if (action is { Status: ActionStatus.Done, Name: Tools.GenerateApiKeys } && action.Output.TryGetValue("key_id", out var keyId))
            yield return $"Your new {action.Output.GetValueOrDefault("environment")} key: `{KeyPlaceholder.For(keyId)}`";
    }
}
