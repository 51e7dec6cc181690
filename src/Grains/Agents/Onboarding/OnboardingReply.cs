using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Onboarding;

/// <summary>Writes the onboarding agent's reply from facts alone; what was done is read off the actions' records.</summary>
public static class OnboardingReply
{
    /// <param name="publicUrl">Where this grid is reached.</param>
    public static Reply Render(Facts facts, ImmutableArray<TurnStep> steps, string publicUrl)
    {
        var sections = new ReplySections(Diagnostics(facts), [.. facts.Taken.Select(ReplyText.Line)], NextSteps(facts));
        var text = HasNews(facts) ? ReplyText.Render(Lead(facts), sections, KeyAndCode(facts, publicUrl)) : "";
        return new(facts.Work.TurnId, Router.OnboardingAgent, text, sections, steps, [.. facts.Taken.Select(a => new ReplyAction(a.Id, a.Name, a.Status))]);
    }

    /// <summary>A turn of Aegis' own speaks only when something came of it.</summary>
    private static bool HasNews(Facts facts) =>
        facts.Work.Message is not null || facts.Halt?.Kind == HaltKind.Parked || facts.Taken.Any(a => a.Status == ActionStatus.Done);

    private static string Lead(Facts facts) => facts switch
    {
        { Halt.Kind: HaltKind.Stopped } => "A person has taken over, so I stopped before the next step. What was done until then stands below.",
        { Halt.Kind: HaltKind.Later } => $"Your set-up is not finished yet: {facts.Halt.Reason} I carry on by myself and report here; there is nothing you need to do.",
        { Halt.Kind: HaltKind.Parked } => $"One step waits for a person: {facts.Halt.Reason} The rest stands below.",
        { Halt.Kind: HaltKind.Refused } => $"I could not do this: {facts.Halt.Reason}",
        { Workflow.Status: WorkflowStatus.Parked } => $"Your set-up waits for a person: {ReplyText.Plain(facts.Workflow.Reason ?? "a step could not be finished")}. Nothing was created again.",
        { Work.Route.Intent: Intents.Status } => "This is where you stand.",
        { Work.Route.Intent: Intents.ResumeWorkflow } => "Your set-up went on by itself. This is what was done.",
        { Taken.IsEmpty: false } when facts.Taken.Any(a => a.Status == ActionStatus.Done) => "You are set up. Your test key and a first call with it stand at the end.",
        { Work.Route.Intent: Intents.StartOnboarding } => "You are set up already, so nothing was created again. This is what exists.",
        { TestKeyId: null } => "You have no test key that works. Ask for a new one, and I issue it.",
        { Work.Route.Intent: Intents.GetKey } => "This is your test key, with a first call to try it.",
        _ => $"This is how you call the API with {ProgrammingLanguages.Title(LanguageOf(facts))}, with your own test key. Nothing was created.",
    };

    private static ImmutableArray<string> Diagnostics(Facts facts)
    {
        if (facts.Profile is not { } profile)
            return [];
        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add($"{ShownText.Isolated(ReplyText.Plain(profile.Company))}, when I looked: tier {SnakeCase.Of(profile.Tier)}, stage {SnakeCase.Of(profile.Stage)}, health {SnakeCase.Of(profile.Health.Status)}, {profile.TotalApiCalls} API calls.");
        lines.Add(facts.Keys.IsEmpty ? "No API key had been issued." : "Keys: " + string.Join(", ", facts.Keys.Select(Describe)) + ".");
        foreach (var action in facts.History.Where(a => facts.Taken.All(t => t.Id != a.Id)).TakeLast(20))
            lines.Add($"Earlier: {ReplyText.Line(action)}");
        if (facts.Workflow is { } workflow)
            lines.Add($"Set-up: {SnakeCase.Of(workflow.Status)}, {workflow.Next} of {workflow.Steps.Length} steps done.");
        return lines.ToImmutable();
    }

    private static ImmutableArray<string> NextSteps(Facts facts) => facts switch
    {
        { Halt.Kind: HaltKind.Stopped } => ["A person goes on from here."],
        { Halt.Kind: HaltKind.Later } when facts.Workflow?.DueAt is { } due => [$"The failed step is tried again at {due:HH:mm:ss} UTC."],
        { Halt.Kind: HaltKind.Later } => ["The failed step is tried again soon."],
        { Halt.Kind: HaltKind.Refused } => [],
        { TestKeyId: null } => ["Say \"set me up\" for a trial with a test key, or \"give me a new key\" for a key alone."],
        _ =>
        [
            "Run the code below: with your test key it answers 200.",
            .. facts.Profile is { Stage: < Stage.FirstApiCall } ? ["I see your first call as soon as it arrives, and your stage moves on."] : ImmutableArray<string>.Empty,
            "Ask for Python, Node.js, C#, PHP, Ruby, Java, Go or curl to see the call in another language.",
        ],
    };

    internal static IEnumerable<string> KeyAndCode(Facts facts, string publicUrl)
    {
        if (facts.TestKeyId is not { } keyId || facts.Halt?.Kind is HaltKind.Stopped or HaltKind.Refused)
            yield break;
        var placeholder = KeyPlaceholder.For(keyId);
        yield return $"Your test key: `{placeholder}`";
        yield return CodeSamples.FirstCall(LanguageOf(facts), publicUrl, placeholder);
    }

    private static string LanguageOf(Facts facts) => ProgrammingLanguages.Of(facts.Work.Route.Language ?? facts.Work.Memory?.Language, facts.Profile?.TechStack ?? []);

    private static string Describe(ApiKey key) => $"`{key.Prefix}…` ({SnakeCase.Of(key.Environment)}, {SnakeCase.Of(key.Status)})";
}
