using Aegis.Agents;

namespace Aegis.Grains.Routing;

/// <summary>Finds what a message wants, by rules alone. The text is only ever weighed: nothing in it is followed.</summary>
public static class Router
{
    public const string OnboardingAgent = "onboarding";
    public const string ResolutionAgent = "resolution";
    public const string FeedbackAgent = "feedback";
    public const string GrowthAgent = "growth";
    public const string Orchestrator = "orchestrator";

    /// <summary>Below this the evidence is too thin, and the customer is asked back.</summary>
    private const int Sure = 3;

    /// <summary>A language named is a sign that code is wanted, beside other evidence only.</summary>
    private const int LanguageWeight = 3;

    // On a tie the earlier wins: what a person must decide first, then what sets the customer up.
    private static readonly string[] Order = [Intents.HandOver, Intents.StartOnboarding, Intents.Status, Intents.Integrate, Intents.GetKey];

    private static readonly Cue[] Cues = [.. OnboardingCues.All, .. QuestionCues.All, .. HandOverCues.All];

    private static readonly CueIndex Index = new(Cues);

    private static readonly Vocabulary Known = new(Cues, CommonWords.All);

    public static Route Route(string message)
    {
        var language = ProgrammingLanguages.In(message);
        var words = Known.Mend(Words.Of(message));
        var scores = Order.ToDictionary(i => i, _ => 0);
        var found = new List<(string Intent, string Phrase)>();
        foreach (var (cue, phrase) in Index.In(words))
        {
            scores[cue.Intent] += cue.Weight;
            found.Add((cue.Intent, phrase.Gist));
        }

        if (language is not null)
            scores[Intents.Integrate] += LanguageWeight;
        var best = Order.MaxBy(i => scores[i])!;
        return scores[best] < Sure
            ? new(Orchestrator, Intents.Unsure, language, "No rule speaks for an intent clearly enough.")
            : new(best == Intents.HandOver ? Orchestrator : OnboardingAgent, best, language,
                $"Its cues weigh {scores[best]}: {string.Join(", ", found.Where(f => f.Intent == best).Select(f => f.Phrase))}");
    }
}
