using System.Globalization;
using Aegis.Activity;
using Aegis.Grains.Hosting;
using Aegis.Keys;

namespace Aegis.Grains.Agents.Diagnosis;

/// <summary>The evidence of a diagnosis in words: for the steps, the reply and whoever else tells of it. No secrets, and text of others on one line.</summary>
public static class DiagnosisText
{
    /// <summary>A cause as a heading would have it.</summary>
    public static string Title(Cause cause) => cause switch
    {
        Cause.NoKey => "no API key",
        Cause.RevokedKey => "a revoked API key",
        Cause.LiveKeyOnTestSite => "a live key on the test sandbox",
        Cause.UnknownKey => "an unknown API key",
        Cause.MalformedHeader => "a malformed authentication header",
        Cause.TrialExpired => "the expired trial",
        Cause.RateLimited => "the rate limit",
        Cause.ProductError => "an error of the product (5xx)",
        Cause.SiteNotProvisioned => "a sandbox site that is not provisioned",
        Cause.Unexplained => "a failure that says no cause known here",
        _ => "none: no failing call was seen",
    };

    /// <summary>How many calls failed, for which reasons, and the dominant cause.</summary>
    public static string Failures(FailureReport report, RootCause cause)
    {
        if (report.Errors == 0)
            return Text($"{report.Calls} calls in {Window(report)}, none failed.{(cause.Cause == Cause.None ? "" : $" What is there points to {Title(cause.Cause)}.")}");
        var reasons = report.Failures.Select(failure => Text($"{failure.Reason} {failure.Count}{(failure.LastAt is { } at ? $" (last {at:yyyy-MM-dd HH:mm} UTC, {Where(failure.Endpoint, failure.Status)})" : "")}"));
        return Text($"{report.Errors} of {report.Calls} calls in {Window(report)} failed: {string.Join(", ", reasons)}. Dominant: {Title(cause.Cause)}{(cause.Main.Healed ? ", healed since" : "")}.");
    }

    /// <summary>The root cause with its figures, in one line of Markdown.</summary>
    public static string Root(FailureReport report, RootCause cause) => cause.Evidence switch
    {
        Evidence.Recorded => Text($"**{(cause.Main.Healed ? "Cause, healed since" : "Root cause")}: {Title(cause.Cause)}** (`{cause.Main.Reason}`): {Share(report, cause.Main)}{Seen(cause.Main)}.{Healing(cause.Main)}"),
        Evidence.Pasted => $"**Root cause: {Title(cause.Cause)}**, by the key in your message.",
        Evidence.Measured => Text($"**Root cause: {Title(cause.Cause)}**: my own call just now was answered {cause.Main.Status}."),
        _ when cause.Cause == Cause.None => Text($"**No failing call was seen**: {report.Calls} calls in {Window(report)}, {report.Errors} failed{(report.LastCallAt is { } at ? $", the last call was on {at:yyyy-MM-dd HH:mm} UTC" : "")}."),
        _ => Text($"**Root cause: {Title(cause.Cause)}**, by what there is of your account; no failing call was recorded in {Window(report)}."),
    };

    /// <summary>The causes beside the dominant one.</summary>
    public static IEnumerable<string> Beside(FailureReport report, RootCause cause) =>
        cause.Others.Select(other => Text($"Beside it: {Title(other.Cause)} (`{other.Reason}`), {Share(report, other)}{Seen(other)}.{Healing(other)}"));

    public static string Keys(ImmutableArray<ApiKey> keys, ImmutableArray<VerifiedKey> pasted)
    {
        var known = keys.IsEmpty ? "No API key was issued." : Text($"{keys.Length} {(keys.Length == 1 ? "key" : "keys")}: {string.Join("; ", keys.TakeLast(10).Select(Describe))}.");
        return pasted.IsEmpty ? known : $"{known} In the message: {string.Join(" ", pasted.Select(Describe))}";
    }

    /// <summary>What came of the calls of Aegis' own, with status and milliseconds.</summary>
    public static string Probes(IReadOnlyCollection<ProbeResult> probes, string url) =>
        probes.Count == 0 ? "No key could be tested." : string.Join(" ", probes.Select(probe => Describe(probe, url)));

    private static string Describe(ProbeResult probe, string url)
    {
        var with = probe.Key is { } key ? $"With the {SnakeCase.Of(key.Environment)} key {key.Prefix}… sent {ProbePlan.Describe(probe.Way)}" : "Without a key";
        return probe.Status is { } status
            ? Text($"{with}: {status} in {probe.Milliseconds:0.0} ms{(status == 200 || probe.Message.Length == 0 ? "" : $" ({ReplyText.Plain(probe.Message)})")}.")
            : Text($"{with}: {url} could not be reached ({probe.Message}, after {probe.Milliseconds:0} ms).");
    }

    private static string Describe(ApiKey key) => Text(
        $"{key.Prefix}… ({SnakeCase.Of(key.Environment)}, {SnakeCase.Of(key.Status)}{(key.RevokedAt is { } revoked ? $" on {revoked:yyyy-MM-dd HH:mm} UTC" : "")}, {(key.LastUsedAt is { } used ? $"last used {used:yyyy-MM-dd HH:mm} UTC" : "no successful use seen")})");

    private static string Describe(VerifiedKey verified) => verified switch
    {
        { Known: null, Pasted.WellFormed: false } => $"{verified.Pasted.Prefix}… is no complete key: it was cut or mistyped.",
        { Known: null } => $"{verified.Pasted.Prefix}… is none of this customer's keys.",
        { Known: { } key } => $"{verified.Pasted.Prefix}… is the customer's {SnakeCase.Of(key.Environment)} key, {SnakeCase.Of(key.Status)}.",
    };

    private static string Share(FailureReport report, CauseFigure figure) => report.Calls == 0
        ? Text($"{figure.Count} calls")
        : Text($"{figure.Count} of {report.Calls} calls ({100.0 * figure.Count / report.Calls:0.#} %) in {Window(report)}");

    private static string Seen(CauseFigure figure) => figure.LastAt is { } at
        ? Text($", last on {at:yyyy-MM-dd HH:mm} UTC ({Where(figure.Endpoint, figure.Status)}{(figure.Scheme is { } scheme ? $", sent {ProbePlan.Describe(scheme)}" : "")})")
        : "";

    private static string Healing(CauseFigure figure) => figure.SuccessesSince switch
    {
        0 => "",
        1 => " One call has succeeded since.",
        var successes => Text($" {successes} calls have succeeded since."),
    };

    private static string Where(string? endpoint, int? status) => $"{ReplyText.Plain(endpoint ?? "")} {status?.ToString(CultureInfo.InvariantCulture)}".Trim();

    private static string Window(FailureReport report) =>
        report.Until >= report.Now ? "the last 24 h" : Text($"the last active 24 h (until {report.Until:yyyy-MM-dd HH:mm} UTC)");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
