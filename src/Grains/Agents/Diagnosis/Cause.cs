using Aegis.Activity;
using Aegis.Customers;
using Aegis.Grains.Sandbox;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Diagnosis;

/// <summary>Why calls fail.</summary>
public enum Cause
{
    /// <summary>No call failed.</summary>
    None,
    NoKey,
    RevokedKey,
    LiveKeyOnTestSite,
    UnknownKey,
    MalformedHeader,
    TrialExpired,
    RateLimited,
    ProductError,
    SiteNotProvisioned,
    /// <summary>Calls failed for something that is not known here.</summary>
    Unexplained,
}

/// <summary>Reads a cause off what was recorded.</summary>
public static class Causes
{
    /// <summary>The cause of one recorded reason. A reason of others counts by its status; a bare 401 or 403 by what the customer has.</summary>
    public static Cause Of(FailureFigure failure, FailureReport report) => failure.Reason switch
    {
        SandboxRules.NoApiKeys or SandboxRules.NoCredentials => Cause.NoKey,
        SandboxRules.KeyRevoked => Cause.RevokedKey,
        SandboxRules.WrongEnvironment => Cause.LiveKeyOnTestSite,
        SandboxRules.InvalidKey => Cause.UnknownKey,
        SandboxRules.HeadersIncorrect => Cause.MalformedHeader,
        SandboxRules.TrialExpired => Cause.TrialExpired,
        SandboxRules.RateLimited => Cause.RateLimited,
        SandboxRules.ProductError => Cause.ProductError,
        SandboxRules.SiteNotProvisioned => Cause.SiteNotProvisioned,
        _ => OfStatus(failure.Status ?? StatusIn(failure.Reason), failure.Reason, report),
    };

    /// <summary>The cause that what the customer has would give, were it to call now; <see cref="Cause.None"/> when nothing stands in the way.</summary>
    public static Cause OfState(FailureReport report) =>
        report.Keys.IsEmpty ? Cause.NoKey
        : IsTrialOver(report) ? Cause.TrialExpired
        : report.Keys.All(key => key.Status == KeyStatus.Revoked) ? Cause.RevokedKey
        : report.Site is null ? Cause.SiteNotProvisioned
        : Cause.None;

    private static Cause OfStatus(int status, string reason, FailureReport report) => status switch
    {
        >= 500 => Cause.ProductError,
        429 => Cause.RateLimited,
        403 when IsTrialOver(report) => Cause.TrialExpired,
        401 when reason == "HTTP_401" && report.Keys.IsEmpty => Cause.NoKey,
        401 when reason == "HTTP_401" && report.Keys.All(key => key.Status == KeyStatus.Revoked) => Cause.RevokedKey,
        _ => Cause.Unexplained,
    };

    private static bool IsTrialOver(FailureReport report) => report is { Tier: Tier.Trial, TrialEndsAt: { } end } && end <= report.Now;

    private static int StatusIn(string reason) => reason.StartsWith("HTTP_", StringComparison.Ordinal) && int.TryParse(reason.AsSpan(5), out var status) ? status : 0;
}
