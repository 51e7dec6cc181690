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

    /// <summary>From here on a message is for a person, whatever else is in it.</summary>
    private const int ForAPerson = 6;

    /// <summary>What it takes for a part of a message to be a wish of its own.</summary>
    private const int SureOfAPart = 7;

    private const int MostFurther = 3;

    /// <summary>Intents that may end in a change; a text that plays the system gets none of them.</summary>
    private static readonly string[] Acting =
        [Intents.StartOnboarding, Intents.GetKey, Intents.RotateKey, Intents.Upgrade, Intents.Discount, Intents.Cancel, Intents.Feedback];

    public static Route Route(string message)
    {
        var language = ProgrammingLanguages.In(message);
        if (Courtesies.In(Words.Of(message)) is { } courtesy)
            return new(Orchestrator, Intents.Unsure, language, "It greets or thanks and wants nothing.", Reason: courtesy);
        var evidence = Evidence.In(message);
        var intent = IntentOf(evidence);
        if (Acting.Contains(intent) && Injection.IsIn(message))
            return new(Orchestrator, Intents.Unsure, language, "It plays the system and asks for a change: nothing is done on such a text.");
        if (intent == Intents.Unsure)
            return new(Orchestrator, intent, language, "No rule speaks for an intent clearly enough.");
        return new(AgentOf(intent), intent, language, evidence.Why(intent), Further(message, intent), intent == Intents.HandOver ? evidence.Reason : null);
    }

    /// <summary>Who answers an intent.</summary>
    public static string AgentOf(string intent) => intent switch
    {
        Intents.StartOnboarding or Intents.Integrate or Intents.GetKey or Intents.RotateKey or Intents.Status or Intents.Diagnose or Intents.ResumeWorkflow => OnboardingAgent,
        Intents.AskDocs or Intents.Ticket => ResolutionAgent,
        Intents.Feedback => FeedbackAgent,
        Intents.Upgrade or Intents.Discount or Intents.Cancel => GrowthAgent,
        _ => Orchestrator,
    };

    private static string IntentOf(Evidence evidence) =>
        evidence[Intents.HandOver] >= ForAPerson ? Intents.HandOver
        : evidence.Best is var best && evidence[best] < Sure ? Intents.Unsure
        : best;

    /// <summary>What single parts of a message want beside the whole of it.</summary>
    private static ImmutableArray<FurtherIntent>? Further(string message, string first)
    {
        ImmutableArray<FurtherIntent> further =
        [
            .. Clauses.Of(message)
                .Select(Evidence.In)
                .Select(part => (Intent: IntentOf(part), Part: part))
                .Where(p => p.Intent != first && AgentOf(p.Intent) != Orchestrator && p.Part[p.Intent] >= SureOfAPart)
                .Select(p => new FurtherIntent(AgentOf(p.Intent), p.Intent))
                .Distinct()
                .Take(MostFurther),
        ];
        return further.IsEmpty ? null : further;
    }
}
