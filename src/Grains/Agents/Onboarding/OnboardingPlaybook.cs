using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Onboarding;

/// <summary>The onboarding agent's own brain: reads the profile, then takes the set-up's steps in order, each once in a customer's life.</summary>
public sealed class OnboardingPlaybook(GridOptions options) : IPlaybook
{
    public const string Workflow = "onboarding";

    public bool Handles(string intent) =>
        intent is Intents.StartOnboarding or Intents.Integrate or Intents.GetKey or Intents.Status or Intents.ResumeWorkflow;

    Move IPlaybook.Next(Facts facts) => Next(facts);

    public Reply Write(Facts facts, ImmutableArray<TurnStep> steps) => OnboardingReply.Render(facts, steps, options.PublicUrl);

    public static Move Next(Facts facts)
    {
        if (facts.Halt is not null)
            return new Move.Answer();
        if (facts.Profile is null)
            return new Move.ReadProfile();
        if (facts.Workflow is null && WantsSetUp(facts))
            return new Move.StartWorkflow(Workflow);
        if (facts.Workflow is { Status: WorkflowStatus.Running } running && running.Next < running.Steps.Length)
            return Step(running.Steps[running.Next], running.Next);
        return WantsAnotherKey(facts) ? AnotherKey(facts) : new Move.Answer();
    }

    /// <summary>Whether the set-up is to be started or carried on: nobody who pays already is given a trial.</summary>
    internal static bool WantsSetUp(Facts facts)
    {
        var asked = facts.Work.Route.Intent is Intents.StartOnboarding or Intents.ResumeWorkflow
            || (facts.Work.Route.Intent is Intents.Integrate or Intents.GetKey && facts.Keys.IsEmpty);
        var begun = facts.History.Any(a => a.Name == Tools.CreateTrialSubscription);
        return asked && (begun || facts.Profile!.Tier == Tier.None || facts.Work.WorkflowId is not null);
    }

    internal static Move.Act Step(string tool, int step) => tool switch
    {
        Tools.CreateTrialSubscription => new("trial", tool, ActionArguments.None, step),
        Tools.GenerateApiKeys => new("key:test:onboarding", tool, ActionArguments.TestKey, step),
        Tools.ProvisionTestEnvironment => new("site", tool, ActionArguments.None, step),
        Tools.SendOnboardingEmail => new("mail:onboarding", tool, ActionArguments.None, step),
        _ => throw new InvalidOperationException($"The onboarding playbook has no step '{tool}'."),
    };

    /// <summary>Asked for a key when none works any more: one for this turn, however often the turn is driven.</summary>
    private static bool WantsAnotherKey(Facts facts) =>
        facts.Work.Route.Intent == Intents.GetKey && facts.TestKeyId is null && !facts.Taken.Any(a => a.Name == Tools.GenerateApiKeys);

    private static Move.Act AnotherKey(Facts facts) =>
        new($"key:test:{facts.Work.TurnId}", Tools.GenerateApiKeys, ActionArguments.TestKey, null);
}
