using Aegis.Actions;
using Aegis.Activity;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Diagnosis;

/// <summary>What diagnose_401_error found.</summary>
/// <param name="Report">Null when it could not be read; the details say why.</param>
public sealed record FailureFinding(string Details, FailureReport? Report, RootCause? Cause)
    : Finding(Tools.DiagnoseAuthError, Details, Cause is null ? NoOutput.Value : NoOutput.Value.Add("cause", Hosting.SnakeCase.Of(Cause.Cause)));

/// <summary>What verify_api_key found.</summary>
public sealed record KeyFinding(string Details, ImmutableArray<ApiKey> Keys, ImmutableArray<VerifiedKey> Pasted)
    : Finding(Tools.VerifyApiKey, Details, NoOutput.Value);

/// <summary>A key of the message, and the customer's key it is, or null when it is none of them.</summary>
public sealed record VerifiedKey(PastedKey Pasted, ApiKey? Known)
{
    /// <summary>Why a call with it fails, or <see cref="Cause.None"/>.</summary>
    public Cause Cause => Known switch
    {
        null => Cause.UnknownKey,
        { Status: KeyStatus.Revoked } => Cause.RevokedKey,
        { Environment: KeyEnvironment.Live } => Cause.LiveKeyOnTestSite,
        _ => Cause.None,
    };
}

/// <summary>What test_api_authentication found.</summary>
public sealed record ProbeFinding(string Details, ImmutableArray<ProbeResult> Probes)
    : Finding(Tools.TestApiAuthentication, Details, NoOutput.Value);

/// <summary>One call of Aegis' own to the product sandbox.</summary>
/// <param name="Key">The key it was made with, or null without one.</param>
/// <param name="Way">How the key was sent.</param>
/// <param name="Status">Null when the sandbox could not be reached.</param>
/// <param name="Message">What the product said beside its status.</param>
public sealed record ProbeResult(ApiKey? Key, string Way, int? Status, double Milliseconds, string Message)
{
    public bool AsDocumented => Way == ProbePlan.Documented;

    public bool WithWorkingKey => Key is { Environment: KeyEnvironment.Test, Status: KeyStatus.Active };
}

internal static class NoOutput
{
    public static readonly ImmutableSortedDictionary<string, string> Value = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
