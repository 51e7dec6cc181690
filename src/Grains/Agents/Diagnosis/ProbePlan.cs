using System.Text;
using Aegis.Activity;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Diagnosis;

/// <summary>A call to make: with which key, and how to send it.</summary>
/// <param name="KeyId">Null for a call without a key.</param>
/// <param name="Way">A scheme as calls record it, or <see cref="ProbePlan.Documented"/>.</param>
public sealed record Probe(string? KeyId, string Way);

/// <summary>Which calls prove a cause: the key that fails, sent as it should be, and beside it what shows the difference.</summary>
public static class ProbePlan
{
    public const string Documented = "documented";

    /// <summary>What most customers send whose header is wrong.</summary>
    private const string UsualMistake = "Bearer";

    public static ImmutableArray<Probe> Of(FailureReport report, RootCause cause)
    {
        var failing = report.Keys.FirstOrDefault(key => key.Id == cause.Main.KeyId);
        var working = Newest(report, key => key is { Environment: KeyEnvironment.Test, Status: KeyStatus.Active });
        return cause.Cause switch
        {
            _ when report.Keys.IsEmpty => [new(null, Documented)],
            Cause.MalformedHeader when (failing is { Status: KeyStatus.Active } ? failing : working) is { } key =>
                [new(key.Id, Documented), new(key.Id, cause.Main.Scheme ?? UsualMistake)],
            Cause.RevokedKey => Both(failing ?? Newest(report, key => key.Status == KeyStatus.Revoked), working),
            Cause.LiveKeyOnTestSite => Both(failing ?? Newest(report, key => key.Environment == KeyEnvironment.Live), working),
            _ => Both(working ?? Newest(report, _ => true), null),
        };
    }

    /// <summary>The headers that send a key in a way.</summary>
    public static (string Name, string Value) Header(string way, string secret) => way switch
    {
        Documented => ("Authorization", $"Basic {Base64($"{secret}:")}"),
        "Basic" => ("Authorization", $"Basic {Base64(secret)}"),
        "none" => ("Authorization", secret),
        Sandbox.SandboxRules.HeaderScheme => (Sandbox.SandboxRules.HeaderScheme, secret),
        _ => ("Authorization", $"{Token(way)} {secret}"),
    };

    /// <summary>A way in words.</summary>
    public static string Describe(string way) => way switch
    {
        Documented => "as documented (Basic, the key as user name, no password)",
        "Basic" => "as Basic authentication without the colon after the key",
        "none" => "bare in the Authorization header, without a scheme",
        Sandbox.SandboxRules.HeaderScheme => "in a header of its own such as X-Api-Key",
        _ => $"as '{Token(way)}' authentication",
    };

    /// <summary>What a caller once sent as a scheme, as far as it may be sent again.</summary>
    private static string Token(string way) =>
        way.Length is > 0 and <= 20 && way.All(char.IsAsciiLetterOrDigit) ? way : UsualMistake;

    private static ImmutableArray<Probe> Both(ApiKey? first, ApiKey? second) =>
        [.. new[] { first, second }.OfType<ApiKey>().DistinctBy(key => key.Id).Select(key => new Probe(key.Id, Documented))];

    private static ApiKey? Newest(FailureReport report, Func<ApiKey, bool> like) => report.Keys.Where(like).MaxBy(key => key.CreatedAt);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
