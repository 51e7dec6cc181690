using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Actions;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Onboarding;

/// <summary>Writes what became of the wish to rotate a key; what was done is read off the actions' records.</summary>
internal static class RotationReply
{
    private const string NoDowntime = "The old key stops working the moment the new one is issued: be ready to change it where you use it.";

    /// <param name="publicUrl">Where this grid is reached.</param>
    public static Reply Render(Facts facts, ImmutableArray<TurnStep> steps, string publicUrl)
    {
        var sections = new ReplySections(Diagnostics(facts), [.. facts.Taken.Select(ReplyText.Line)], [.. NextSteps(facts)]);
        return new(
            facts.Work.TurnId, Router.OnboardingAgent, ReplyText.Render(Lead(facts), sections, KeysAndCode(facts, publicUrl)), sections, steps,
            [.. facts.Taken.Select(ReplyLines.Name)]);
    }

    private static string Lead(Facts facts)
    {
        if (ReplyLines.OfHalt(facts.Halt) is { } halted)
            return halted;
        var done = facts.Taken.Where(IsDone).ToArray();
        var refused = facts.Taken.FirstOrDefault(a => a.Status == ActionStatus.Refused);
        var lead = done switch
        {
            [] => "",
            [var one] when !one.Output.ContainsKey(ActionEffects.Rotated) => "You had no test key that works, so there was nothing to rotate. I issued a new one; it stands at the end.",
            [var one] => $"Your {one.Output["environment"]} key is rotated: the new one stands at the end, and the old one, {Old(facts, one)}, does not work any more.",
            _ => $"{done.Length} keys are rotated: the new ones stand at the end, and the old ones do not work any more.",
        };
        if (facts.Taken.Any(a => a.Status == ActionStatus.PendingApproval))
            lead = $"{lead} I did not rotate your live key yet: our team approves that first, and I have asked them.".TrimStart();
        if (refused is not null)
            lead = $"{lead} I did not rotate your live key: {refused.Evidence}".TrimStart();
        return lead.Length > 0 ? lead
            : facts.Taken.IsEmpty ? Doubt(facts)
            : "I could not rotate your key; what happened stands below.";
    }

    private static string Doubt(Facts facts) => RotationPlan.Of(facts).Doubt switch
    {
        RotationDoubt.Which => "Several keys of yours work, so I rotated none yet: say which one.",
        RotationDoubt.NotWorking => "The key you name is none of yours that works, so I rotated nothing.",
        RotationDoubt.NoLive => "You have no live key that works, so there is nothing to rotate.",
        RotationDoubt.NoneEver => "No key was issued to you yet, so there is nothing to rotate.",
        _ => "I rotated nothing yet. To rotate a key is to have a new one issued in its place: I do it when you say so.",
    };

    private static ImmutableArray<string> Diagnostics(Facts facts) => facts.Profile is null ? [] :
    [
        facts.Keys.IsEmpty ? "No API key had been issued." : "Keys, when I looked: " + string.Join(", ", facts.Keys.TakeLast(10).Select(k => $"{Show(k)} ({SnakeCase.Of(k.Environment)}, {SnakeCase.Of(k.Status)})")) + ".",
        .. facts.Found(Tools.VerifyApiKey) is { } checkedKeys ? [$"Checked: {checkedKeys.Details}"] : ImmutableArray<string>.Empty,
    ];

    private static IEnumerable<string> NextSteps(Facts facts)
    {
        if (facts.Halt is { } halt)
            return [halt.Kind == HaltKind.Stopped ? "A person goes on from here." : "Say it again, and I look at your keys afresh."];
        var rotated = facts.Taken.Where(a => IsDone(a) && a.Output.ContainsKey(ActionEffects.Rotated)).Select(a => Old(facts, a)).ToArray();
        ImmutableArray<string> steps = rotated.Length > 0
            ? [$"Put the new key in place of {string.Join(", ", rotated)} everywhere: calls with the old one are answered 401 from now on.", "Run the code below: with the new key it answers 200."]
            : facts.Taken.Any(IsDone) ? ["Run the code below: with the new key it answers 200."]
            : facts.Taken.IsEmpty ? Doubtful(facts) : [];
        if (facts.Taken.Any(a => a.Status == ActionStatus.PendingApproval))
            steps = steps.Add("Your live key works on until then; you hear from me here when it is decided. If it may be in the wrong hands, say that you want a person at once.");
        return facts.Taken.Any(a => a.Status == ActionStatus.Refused)
            ? steps.Add("Your live key works on until a person rotates it: say that you want a person, and our team does it with you. If it may be in the wrong hands, say that too.")
            : steps;
    }

    private static ImmutableArray<string> Doubtful(Facts facts) => RotationPlan.Of(facts).Doubt switch
    {
        RotationDoubt.Which => [$"Say \"rotate\" with the beginning of the key: {string.Join(", ", facts.Keys.Where(k => k.Status == KeyStatus.Active).TakeLast(10).Select(Show))}; or \"rotate all my test keys\".", NoDowntime],
        RotationDoubt.NotWorking => ["Say \"what is my status?\" to see your keys by how they begin."],
        RotationDoubt.NoLive => ["Say \"rotate my test key\" for the one you test with; a live key is issued by a person."],
        RotationDoubt.NoneEver => ["Say \"set me up\" for a trial with a test key."],
        _ => ["Say \"rotate my key\" for your test key, or \"rotate\" with the beginning of one; a live key our team rotates.", NoDowntime],
    };

    private static IEnumerable<string> KeysAndCode(Facts facts, string publicUrl)
    {
        var issued = facts.Taken.Where(IsDone).Select(a => KeyPlaceholder.For(a.Output["key_id"])).ToArray();
        foreach (var placeholder in issued)
            yield return $"Your new test key: `{placeholder}`";
        if (issued.Length > 0)
            yield return CodeSamples.FirstCall(ProgrammingLanguages.Of(facts.Work.Route.Language, facts.Profile?.TechStack ?? []), publicUrl, issued[0]);
    }

    private static bool IsDone(ActionRecord action) => action.Status is ActionStatus.Done or ActionStatus.AlreadyDone && action.Output.ContainsKey("key_id");

    private static string Old(Facts facts, ActionRecord rotation) =>
        facts.Keys.FirstOrDefault(k => k.Id == rotation.Output[ActionEffects.Rotated]) is { } key ? Show(key) : "the old key";

    private static string Show(ApiKey key) => $"`{key.Prefix}…`";
}
