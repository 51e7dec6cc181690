namespace Aegis.Activity;

/// <summary>What makes an event acceptable; applied at the edge and again by the customer's grain.</summary>
public static class ActivityRules
{
    public const int MaxIdLength = 128;
    public const int MaxEndpointLength = 256;
    public const int MaxReasonLength = 64;
    public const double MaxLatencyMs = 86_400_000;

    /// <summary>How far back <see cref="ActivityEvent.At"/> may lie.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(35);

    /// <summary>How far ahead of now <see cref="ActivityEvent.At"/> may lie.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(5);

    /// <summary>Why the event is not acceptable, naming the field as JSON does; null when it is.</summary>
    public static Refusal? Check(ActivityEvent activity, DateTimeOffset now) =>
        activity switch
        {
            { Id: { } id } when id.Length is 0 or > MaxIdLength =>
                Invalid("id", $"has {id.Length} characters; 1 to {MaxIdLength} are allowed"),
            { Endpoint: null or { Length: 0 or > MaxEndpointLength } } =>
                Invalid("endpoint", $"has {activity.Endpoint?.Length ?? 0} characters; 1 to {MaxEndpointLength} are allowed"),
            { Status: < 100 or > 599 } =>
                Invalid("status", $"is {activity.Status}; an HTTP status lies between 100 and 599"),
            { LatencyMs: { } latency } when latency is not (>= 0 and <= MaxLatencyMs) =>
                Invalid("latencyMs", $"is {latency}; it lies between 0 and {MaxLatencyMs:0}"),
            { Reason: { } reason } when !IsReason(reason) =>
                Invalid("reason", $"must be upper snake case such as INVALID_KEY, of at most {MaxReasonLength} characters"),
            _ when activity.At < now - MaxAge =>
                Invalid("at", $"is {activity.At:O}; it may lie at most {MaxAge.Days} days back"),
            _ when activity.At > now + MaxAhead =>
                Invalid("at", $"is {activity.At:O}; it may lie at most {MaxAhead.Minutes} minutes ahead"),
            _ => null,
        };

    private static bool IsReason(string reason) =>
        reason is { Length: > 0 and <= MaxReasonLength }
        && char.IsAsciiLetterUpper(reason[0])
        && !reason.AsSpan().ContainsAnyExcept(ReasonCharacters);

    private static readonly System.Buffers.SearchValues<char> ReasonCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    private static Refusal Invalid(string field, string message) => new(RefusalKind.Invalid, $"'{field}' {message}.", field);
}
