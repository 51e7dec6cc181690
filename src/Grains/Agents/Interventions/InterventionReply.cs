using Aegis.Conversations;
using Aegis.Grains.Agents.Diagnosis;
using Aegis.Grains.Hosting;
using Aegis.Interventions;

namespace Aegis.Grains.Agents.Interventions;

/// <summary>Writes what Aegis says to a customer by itself, from facts alone; what was done is read off the actions' records.</summary>
internal static class InterventionReply
{
    /// <param name="publicUrl">Where this grid is reached.</param>
    public static Reply Render(Facts facts, ImmutableArray<TurnStep> steps, string publicUrl)
    {
        var sections = Sections(facts);
        var text = IsSilent(facts) ? "" : ReplyText.Render(Message(InterventionPlaybook.Current(facts)!), sections, Closing(facts, publicUrl));
        return new(facts.Work.TurnId, facts.Work.Route.Agent, text, sections, steps, [.. facts.Taken.Select(ReplyLines.Name)]);
    }

    public static InterventionOutcome Outcome(Facts facts)
    {
        var sections = Sections(facts);
        return new(
            string.Join('\n', sections.Diagnostics), sections.Actions, sections.NextSteps, Message(InterventionPlaybook.Current(facts)!),
            InterventionTickets.Of(facts.Taken));
    }

    /// <summary>Nothing is said when the problem is gone, a person took over, or the agent comes again.</summary>
    private static bool IsSilent(Facts facts) => facts.Halt is not null || InterventionPlaybook.Current(facts) is null;

    private static ReplySections Sections(Facts facts) => InterventionPlaybook.Current(facts) is not { } intervention
        ? new([], [], [])
        : new([intervention.Reason, .. Evidence(facts, intervention)], [.. facts.Taken.Select(ReplyText.Line)], NextSteps(facts, intervention));

    private static IEnumerable<string> Closing(Facts facts, string publicUrl) =>
        InterventionPlaybook.Current(facts)!.Type == InterventionType.ErrorDebugging ? DiagnosisReply.KeyAndCode(facts, publicUrl) : [];

    private static IEnumerable<string> Evidence(Facts facts, Intervention intervention)
    {
        if (intervention.Type == InterventionType.ErrorDebugging)
            foreach (var line in DiagnosisReply.Diagnostics(facts))
                yield return line;
        yield return $"Stage {SnakeCase.Of(facts.Profile!.Stage)}, tier {SnakeCase.Of(facts.Profile.Tier)}, {facts.Profile.TotalApiCalls} calls in all.";
    }

    private static string Message(Intervention intervention) => intervention.Type switch
    {
        InterventionType.OnboardingCheckIn =>
            "You have had your API key for a day, and no call has come yet. Can I help you with the first one?",
        InterventionType.ErrorDebugging when intervention.Finding > 1 =>
            "More of your API calls fail than when I wrote last. This is what I see now.",
        InterventionType.ErrorDebugging =>
            "Many of your API calls fail right now. I looked into it before you have to ask; this is what I found.",
        InterventionType.RetentionOutreach =>
            "You use the API less than you did a week ago. If something is in your way, tell me, and I look into it.",
        _ =>
            "Your use of the API is growing quickly. A larger plan may serve you better than the one you are on.",
    };

    private static ImmutableArray<string> NextSteps(Facts facts, Intervention intervention) => intervention.Type switch
    {
        InterventionType.OnboardingCheckIn =>
        [
            "Say \"Show me code for Python\" (or Node.js, C#, curl): a first call with your own key.",
            "I see your first call as soon as it arrives.",
        ],
        InterventionType.ErrorDebugging =>
        [
            .. DiagnosisReply.NextSteps(facts),
            "I watch your calls: once they succeed again this is closed by itself.",
        ],
        InterventionType.RetentionOutreach => ["Tell me what is in your way: a failing call, a missing feature, the price.", "A person of our team has been told and will get in touch."],
        _ => ["Ask for \"plans\" to compare them with your use; nothing changes unless you say so."],
    };
}
