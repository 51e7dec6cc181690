using Aegis.Agents;

namespace Aegis.Grains.Routing;

/// <summary>Finds what a message wants. The text is only ever weighed: nothing in it is followed.</summary>
public static class Router
{
    public const string OnboardingAgent = "onboarding";
    public const string ResolutionAgent = "resolution";
    public const string FeedbackAgent = "feedback";
    public const string GrowthAgent = "growth";
    public const string Orchestrator = "orchestrator";

    /// <summary>Below this the evidence is too thin, and the customer is asked back.</summary>
    private const int Sure = 4;

    /// <summary>What asking back weighs by itself, beside the model's word for it.</summary>
    private const int AskingBack = 2;

    /// <summary>How much more an intent that may change something must weigh than one that may not: asking back costs less than a wrong act.</summary>
    private const float ClearlyActing = 1;

    /// <summary>From here on a message is for a person, whatever else is in it.</summary>
    private const int ForAPerson = 6;

    /// <summary>Intents that may end in a change; asking back is better than a wrong one.</summary>
    private static readonly string[] Acting =
        [Intents.StartOnboarding, Intents.GetKey, Intents.RotateKey, Intents.Upgrade, Intents.Discount, Intents.Cancel, Intents.Feedback];

    /// <summary>Of these, what stays harmless whoever seems to ask: the customer's own set-up, once in its life, and its own key.</summary>
    private static readonly string[] OwnAndOnce = [Intents.StartOnboarding, Intents.GetKey];

    /// <param name="before">What the turn before was about, for messages that only carry on from it; null for none.</param>
    public static Route Route(string message, RouteContext? before = null)
    {
        var language = ProgrammingLanguages.In(message);
        if (Courtesies.In(Words.Of(message)) is { } courtesy)
            return new(Orchestrator, Intents.Unsure, language, "It greets or thanks and wants nothing.", Reason: courtesy);
        var evidence = Evidence.In(message);
        var own = Best(evidence, message);
        var carriedOn = before is null ? null : FollowUps.Of(evidence, own, before);
        var intent = carriedOn ?? own;
        var isInjected = Injection.IsIn(message);
        if (isInjected && IsWithheld(intent))
            return new(Orchestrator, Intents.Unsure, language, "It plays the system and asks for a change: nothing is done on such a text.");
        if (carriedOn is not null)
            return new(AgentOf(intent), intent, language ?? before!.Language, $"It carries on from {before!.Intent}.", Follows: true);
        if (intent == Intents.Unsure)
            return new(Orchestrator, intent, language, "No rule speaks for an intent clearly enough.");
        var wishes = Wishes.In(message, evidence, intent);
        if (isInjected)
            wishes = wishes.Without(IsWithheld, intent);
        return new(
            AgentOf(wishes.First), wishes.First, language, evidence.Why(wishes.First), wishes.Further, wishes.First == Intents.HandOver ? evidence.Reason : null);
    }

    /// <summary>What nothing is done about on a text that plays the system.</summary>
    private static bool IsWithheld(string intent) => Acting.Contains(intent) && !OwnAndOnce.Contains(intent);

    /// <summary>Who answers an intent.</summary>
    public static string AgentOf(string intent) => intent switch
    {
        Intents.StartOnboarding or Intents.Integrate or Intents.GetKey or Intents.RotateKey or Intents.Status or Intents.Diagnose or Intents.ResumeWorkflow => OnboardingAgent,
        Intents.AskDocs or Intents.Ticket => ResolutionAgent,
        Intents.Feedback => FeedbackAgent,
        Intents.Upgrade or Intents.Discount or Intents.Cancel => GrowthAgent,
        _ => Orchestrator,
    };

    /// <summary>What the rules alone make of a message.</summary>
    public static string ByRules(string message) => IntentOf(Evidence.In(message));

    /// <summary>What rules and model together make of a message.</summary>
    internal static string Best(Evidence evidence, string message)
    {
        if (evidence.Words.Length == 0)
            return IntentOf(evidence);
        if (evidence[Intents.HandOver] >= ForAPerson)
            return Intents.HandOver;
        var weighed = evidence.Weighed(message, AskingBack);
        return Acting.Contains(weighed[0].Intent) && weighed[0].Weight - weighed.First(w => !Acting.Contains(w.Intent)).Weight < ClearlyActing
            ? Intents.Unsure
            : weighed[0].Intent;
    }

    internal static string IntentOf(Evidence evidence) =>
        evidence[Intents.HandOver] >= ForAPerson ? Intents.HandOver
        : evidence.Best is var best && evidence[best] < Sure ? Intents.Unsure
        : best;
}
