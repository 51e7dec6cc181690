using Aegis.Grains.Sandbox;

namespace Aegis.Grains.Activity;

/// <summary>Where one failure reason was last seen.</summary>
public sealed class FailureTrace
{
    public DateTimeOffset At { get; set; }
    public int Status { get; set; }
    public string Endpoint { get; set; } = "";

    /// <summary>The customer's key it failed with, where that is known.</summary>
    public string? KeyId { get; set; }

    /// <summary>How the credential was sent, where that is known.</summary>
    public string? Scheme { get; set; }

    /// <summary>Calls that succeeded since with the same key; with any key of the customer where that key cannot succeed.</summary>
    public int SuccessesSince { get; set; }
}

/// <summary>Keeps, beside the counts, where each failure reason was last seen and whether calls have succeeded since.</summary>
public static class FailureTraces
{
    private static readonly string[] Unexplained = [.. Enumerable.Range(400, 200).Select(status => $"HTTP_{status}")];

    /// <summary>The reason a failed call counts under: its own, or its status where it gave none.</summary>
    public static string ReasonOf(int status, string? reason) => reason ?? Unexplained[Math.Clamp(status, 400, 599) - 400];

    /// <summary>Takes a call in; one older than what is known of its reason changes nothing.</summary>
    public static void Note(ActivityState state, DateTimeOffset at, int status, string? reason, string endpoint, string? keyId, string? scheme)
    {
        if (status >= 400)
            NoteFailure(state, at, status, ReasonOf(status, reason), endpoint, keyId, scheme);
        else if (status is >= 200 and < 300 && keyId is not null && state.LastFailures is { } failures)
            foreach (var (known, trace) in failures)
                if (at >= trace.At && (trace.KeyId == keyId || NeverSucceeds(known)))
                    trace.SuccessesSince++;
    }

    /// <summary>Whether a call with the same key can only fail again, so that another key is the cure.</summary>
    public static bool NeverSucceeds(string reason) => reason is
        SandboxRules.NoApiKeys or SandboxRules.NoCredentials or SandboxRules.InvalidKey or SandboxRules.KeyRevoked or SandboxRules.WrongEnvironment;

    private static void NoteFailure(ActivityState state, DateTimeOffset at, int status, string reason, string endpoint, string? keyId, string? scheme)
    {
        var failures = state.LastFailures ??= new(StringComparer.Ordinal);
        if (!failures.TryGetValue(reason, out var trace))
        {
            if (failures.Count >= UsageBucket.MaxReasons && !DropOldest(failures, at))
                return;
            failures[reason] = trace = new();
        }
        else if (at < trace.At)
            return;
        (trace.At, trace.Status, trace.Endpoint, trace.KeyId, trace.Scheme, trace.SuccessesSince) = (at.ToUniversalTime(), status, endpoint, keyId, scheme, 0);
    }

    private static bool DropOldest(SortedDictionary<string, FailureTrace> failures, DateTimeOffset at)
    {
        var oldest = failures.MinBy(failure => failure.Value.At);
        return oldest.Value.At < at && failures.Remove(oldest.Key);
    }
}
