using System.Globalization;
using Aegis.Actions;
using Aegis.Activity;
using Aegis.Conversations;
using Aegis.Grains.Agents.Onboarding;
using Aegis.Grains.Routing;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Diagnosis;

/// <summary>Writes the reply of a diagnosis: the root cause with its evidence, what was done, and the corrected call in the customer's language.</summary>
public static class DiagnosisReply
{
    /// <param name="publicUrl">Where this grid is reached.</param>
    public static Reply Render(Facts facts, ImmutableArray<TurnStep> steps, string publicUrl)
    {
        var sections = new ReplySections(Diagnostics(facts), [.. facts.Taken.Select(ReplyText.Line)], NextSteps(facts));
        var text = ReplyText.Render(Lead(facts), sections, KeyAndCode(facts, publicUrl));
        return new(facts.Work.TurnId, Router.OnboardingAgent, text, sections, steps, [.. facts.Taken.Select(a => new ReplyAction(a.Id, a.Name, a.Status))]);
    }

    /// <summary>What was found, one line each: the root cause, what else was seen, the keys and the calls of Aegis' own.</summary>
    public static ImmutableArray<string> Diagnostics(Facts facts)
    {
        if (ReportOf(facts) is not { } report || DiagnosisMoves.CauseOf(facts) is not { } cause)
            return [];
        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add(DiagnosisText.Root(report, cause));
        if (Meaning(report, cause) is { } meaning)
            lines.Add(meaning);
        lines.AddRange(DiagnosisText.Beside(report, cause));
        if (facts.Found(Tools.VerifyApiKey) is { } keys)
            lines.Add($"Keys: {keys.Details}");
        if (facts.Found(Tools.TestApiAuthentication) is { } probes)
            lines.Add($"Test: {probes.Details}");
        return lines.ToImmutable();
    }

    /// <summary>What the customer does next, one line each.</summary>
    public static ImmutableArray<string> NextSteps(Facts facts)
    {
        if (facts.Halt is { Kind: HaltKind.Stopped })
            return ["A person goes on from here."];
        if (ReportOf(facts) is not { } report || DiagnosisMoves.CauseOf(facts) is not { } cause)
            return [];
        return cause switch
        {
            { Main.Healed: true } => ["Nothing: the calls succeed again. Tell me if they fail once more."],
            { Cause: Cause.NoKey or Cause.RevokedKey or Cause.LiveKeyOnTestSite or Cause.UnknownKey } =>
                ["Put the test key below into your configuration, in place of the one you send now.", "Run the code below: it answers 200."],
            { Cause: Cause.MalformedHeader } =>
                ["Change how you send the key: Basic authentication, the key as user name, an empty password, as in the code below.", "Run the code below: it answers 200, and I see the errors end."],
            { Cause: Cause.TrialExpired } =>
                ["Say \"upgrade my plan\" to go on with a paid plan; your keys and data stay as they are.", "Or say that you want a person, who can decide about the trial."],
            { Cause: Cause.RateLimited } =>
                [$"Make at most {report.CallsPerMinute} calls a minute, and after a 429 wait as long as Retry-After says, as in the code below.", "If you need more calls than that, say \"upgrade my plan\"."],
            { Cause: Cause.ProductError } =>
                ["You need not change anything: your key and your code are right.", "Repeat failed calls after a pause, as in the code below, until the error is mended; the ticket tells when."],
            { Cause: Cause.SiteNotProvisioned } => ["Run the code below once the site is there: it answers 200."],
            _ => Details(cause),
        };
    }

    private static ImmutableArray<string> Details(RootCause cause) =>
    [
        "Send me one failing call: its time, address and status, and the text of the answer.",
        "Say how the key is sent (the name of the header and the scheme); the key itself I do not need.",
        .. cause.Cause == Cause.None ? (ImmutableArray<string>)["Compare your call with the one below, which works with your test key."] : [],
    ];

    private static string Lead(Facts facts) => facts switch
    {
        { Halt.Kind: HaltKind.Stopped } => "A person has taken over, so I stopped before the next step. What was found until then stands below.",
        _ when ReportOf(facts) is null => $"I could not look at your calls: {(facts.Found(Tools.DiagnoseAuthError)?.Details ?? "nothing was read")}",
        _ when DiagnosisMoves.CauseOf(facts) is { } cause => Lead(cause, facts),
        _ => "I could not finish the diagnosis.",
    };

    private static string Lead(RootCause cause, Facts facts) => cause switch
    {
        { Main.Healed: true } => $"The failures have stopped: they came from {DiagnosisText.Title(cause.Cause)}, and calls have succeeded since.",
        { Cause: Cause.None } => "I see no failing call of yours, and everything I tried works. What I looked at stands below.",
        { Cause: Cause.Unexplained } => $"Your calls fail with `{ReplyText.Plain(cause.Main.Reason)}`, which is no fault of your key or of how it is sent that I can see. What I looked at stands below.",
        { Cause: Cause.ProductError } => $"I am sorry: these errors are ours, not yours. The product answered {Status(cause)}; {Ticketed(facts)}.",
        { Cause: Cause.TrialExpired } => "Your calls fail because your trial has ended. I did not change that by myself.",
        { Cause: Cause.RateLimited } => "Your calls fail because more of them come in a minute than the product takes.",
        { Cause: Cause.MalformedHeader } => "Your calls fail because the API key is not sent as it must be. Your key itself is good; the corrected code stands at the end.",
        { Cause: Cause.SiteNotProvisioned } => "Your calls fail because your sandbox site was not there yet.",
        _ => $"Your calls fail because of {DiagnosisText.Title(cause.Cause)}. {(DiagnosisMoves.WorkingKeyId(facts) is null ? "" : "The key that works and a call with it stand at the end.")}".TrimEnd(),
    };

    private static string Ticketed(Facts facts) => facts.Taken.LastOrDefault(a => a.Name == Tools.CreateTicket) switch
    {
        { Status: ActionStatus.Done or ActionStatus.AlreadyDone, Output: var output } => $"our team works on it in {output.GetValueOrDefault("ticket", "a ticket")}",
        null when ReportOf(facts)?.Ticket is { Key: { } known } => $"our team works on it in {known}",
        null => "I keep watching them",
        _ => "I could not bring them to a ticket yet, and keep watching them",
    };

    private static string Status(RootCause cause) => (cause.Main.Status ?? 500).ToString(CultureInfo.InvariantCulture);

    private static string? Meaning(FailureReport report, RootCause cause) => cause.Cause switch
    {
        Cause.NoKey when report.Keys.IsEmpty => "No API key was issued to you yet, so every call is refused.",
        Cause.NoKey => "The calls carried no API key.",
        Cause.RevokedKey => "The key of these calls was revoked: it never works again.",
        Cause.LiveKeyOnTestSite => "The key of these calls is a live key; the sandbox is a test site and takes test keys only.",
        Cause.UnknownKey => "The key of these calls is none of yours: mistyped, cut, or of another account.",
        Cause.MalformedHeader => "The key is valid, but not sent as the product documents it: Basic authentication, the key as user name, an empty password."
            + (cause.Main.Scheme is null ? " How your calls sent it was not recorded; sent as Bearer, the usual mistake, it fails in the same way." : ""),
        Cause.TrialExpired when report.TrialEndsAt is { } end => string.Create(CultureInfo.InvariantCulture, $"The trial ended on {end:yyyy-MM-dd HH:mm} UTC; calls are answered 403 since."),
        Cause.RateLimited => $"The product takes {report.CallsPerMinute} calls a minute from you; beyond that it answers 429.",
        Cause.ProductError => "Key and header were right: the product itself failed.",
        _ => null,
    };

    /// <summary>The key that works and a call with it, for the end of a reply.</summary>
    public static IEnumerable<string> KeyAndCode(Facts facts, string publicUrl)
    {
        if (facts.Halt is { Kind: HaltKind.Stopped or HaltKind.Refused } || ReportOf(facts) is not { } report
            || DiagnosisMoves.CauseOf(facts) is not { Cause: not Cause.TrialExpired } cause || DiagnosisMoves.WorkingKeyId(facts) is not { } keyId)
            yield break;
        var placeholder = KeyPlaceholder.For(keyId);
        var language = ProgrammingLanguages.Of(facts.Work.Route.Language, report.TechStack);
        yield return $"Your test key: `{placeholder}`";
        yield return cause.Cause is Cause.RateLimited or Cause.ProductError
            ? BackOffSamples.Call(language, publicUrl, placeholder)
            : CodeSamples.FirstCall(language, publicUrl, placeholder);
    }

    private static FailureReport? ReportOf(Facts facts) => (facts.Found(Tools.DiagnoseAuthError) as FailureFinding)?.Report;
}
