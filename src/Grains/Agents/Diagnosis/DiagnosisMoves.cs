using System.Globalization;
using Aegis.Actions;
using Aegis.Activity;
using Aegis.Grains.Agents.Onboarding;
using Aegis.Grains.Hosting;
using Aegis.Grains.Policy;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Diagnosis;

/// <summary>The way of a diagnosis: looks at the failures, the keys and a call of its own, then mends what may be mended. For whoever diagnoses: a customer asked, or Aegis of itself.</summary>
public static class DiagnosisMoves
{
    /// <summary>The next move, or null when the diagnosis is finished.</summary>
    public static Move? Next(Facts facts)
    {
        if (facts.Found(Tools.DiagnoseAuthError) is not FailureFinding failures)
            return Look(Tools.DiagnoseAuthError);
        if (failures.Report is null)
            return null;
        if (facts.Found(Tools.VerifyApiKey) is null)
            return Look(Tools.VerifyApiKey);
        if (facts.Found(Tools.TestApiAuthentication) is null)
            return Look(Tools.TestApiAuthentication);
        var cause = CauseOf(facts)!;
        if (!cause.IsOpen)
            return null;
        return cause.Cause == Cause.SiteNotProvisioned
            ? Once(facts, new("site", Tools.ProvisionTestEnvironment, ActionArguments.None))
            : Once(facts, new(FixOperation(facts, failures.Report, cause), Tools.ApplyAuthFix, ActionArguments.None.Add(ToolArguments.Cause, SnakeCase.Of(cause.Cause))));
    }

    /// <summary>Why the calls fail, by all that was found so far; null before anything was.</summary>
    public static RootCause? CauseOf(Facts facts) => (facts.Found(Tools.DiagnoseAuthError) as FailureFinding)?.Cause?
        .With(facts.Found(Tools.VerifyApiKey) as KeyFinding, facts.Found(Tools.TestApiAuthentication) as ProbeFinding);

    /// <summary>The key that a corrected call is written with: one issued by the fix, else the newest test key that works.</summary>
    public static string? WorkingKeyId(Facts facts) =>
        facts.Taken.LastOrDefault(a => a.Name == Tools.ApplyAuthFix && a.Status is ActionStatus.Done or ActionStatus.AlreadyDone)?.Output.GetValueOrDefault("key_id")
        ?? (facts.Found(Tools.VerifyApiKey) as KeyFinding)?.Keys.Where(k => k is { Environment: KeyEnvironment.Test, Status: KeyStatus.Active }).MaxBy(k => k.CreatedAt)?.Id;

    /// <summary>The same trouble is mended once: the same cause, on the same day, with the same keys; and once more where Aegis itself diagnoses an episode.</summary>
    internal static string FixOperation(Facts facts, FailureReport report, RootCause cause) => string.Create(
        CultureInfo.InvariantCulture,
        $"fix:{SnakeCase.Of(cause.Cause)}:{report.Keys.Length}:{cause.Main.LastAt ?? report.Now:yyyyMMdd}{(facts.Work.EpisodeId is { } episode ? $":{episode}" : "")}");

    private static Move.Act? Once(Facts facts, Move.Act act) => facts.Taken.Any(a => a.Name == act.Tool) ? null : act;

    private static Move.Look Look(string tool) => new(tool, ActionArguments.None);
}
