using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Hosting;
using Aegis.Grains.Policy;
using Aegis.Grains.Routing;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Onboarding;

/// <summary>"Rotate my key": issues a successor and revokes the old key in one action, once a turn. A live key is proposed like any other, and policy leaves it to people.</summary>
public sealed class RotationPlaybook(GridOptions options) : IPlaybook
{
    public bool Handles(string intent) => intent == Intents.RotateKey;

    Move IPlaybook.Next(Facts facts) => Next(facts);

    public Reply Write(Facts facts, ImmutableArray<TurnStep> steps) => RotationReply.Render(facts, steps, options.PublicUrl);

    public static Move Next(Facts facts)
    {
        if (facts.Halt is not null)
            return new Move.Answer();
        if (facts.Profile is null)
            return new Move.ReadProfile();
        if (facts.Work.PastedKeys is { IsEmpty: false } && facts.Found(Tools.VerifyApiKey) is null)
            return new Move.Look(Tools.VerifyApiKey, ActionArguments.None);
        var plan = RotationPlan.Of(facts);
        var tried = facts.Taken.Count(a => a.Name == Tools.GenerateApiKeys);
        if (tried < plan.Keys.Length)
            return Rotate(facts, plan.Keys[tried]);
        return plan.Doubt == RotationDoubt.NoTest && facts.Taken.IsEmpty
            ? new Move.Act(RotationPlan.IssueOperation(facts), Tools.GenerateApiKeys, ActionArguments.TestKey)
            : new Move.Answer();
    }

    private static Move.Act Rotate(Facts facts, ApiKey key) => new(
        RotationPlan.Operation(facts, key.Id), Tools.GenerateApiKeys,
        ActionArguments.None.Add(ToolArguments.Environment, SnakeCase.Of(key.Environment)).Add(ToolArguments.Rotate, key.Id));
}
