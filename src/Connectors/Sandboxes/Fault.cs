namespace Aegis.Connectors.Sandboxes;

/// <summary>How a sandbox misbehaves.</summary>
public enum FaultKind
{
    /// <summary>Nothing is done and no answer comes, for the delay or until the caller gives up.</summary>
    Timeout,
    /// <summary>Nothing is done; answered 500, so the caller cannot know.</summary>
    ServerError,
    /// <summary>Done, but only after the delay, also when the caller has given up by then.</summary>
    Slow,
    /// <summary>Nothing is done; answered 400.</summary>
    Rejected,
    /// <summary>Nothing is done; answered 429 with the delay as Retry-After.</summary>
    RateLimited,
    /// <summary>Nothing is done; answered 503.</summary>
    Unavailable,
    /// <summary>Done, and the connection breaks before the answer.</summary>
    ConnectionLost,
    /// <summary>Done, and answered 500.</summary>
    ErrorAfterDone,
}

/// <summary>A fault that is switched on.</summary>
public sealed record Fault
{
    public required FaultKind Kind { get; init; }

    /// <summary>How likely each call is hit, above 0 up to 1; null with no count hits every call.</summary>
    public double? Probability { get; init; }

    /// <summary>How many calls are hit, from now on; null is no end.</summary>
    public int? Count { get; init; }

    /// <summary>The operation that is hit; null is every one.</summary>
    public string? Operation { get; init; }

    /// <summary>Of <see cref="FaultKind.Slow"/> and <see cref="FaultKind.Timeout"/> the wait, of <see cref="FaultKind.RateLimited"/> the Retry-After.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>What is wrong with these values, naming the field, or null.</summary>
    public string? Error() => this switch
    {
        { Probability: not null, Count: not null } => "probability and count exclude each other; give one.",
        { Probability: { } p } when !(p is > 0 and <= 1) => $"probability is {p}; use more than 0 up to 1.",
        { Count: < 1 } => $"count is {Count}; use 1 or more.",
        { Delay: { } d } when d < TimeSpan.Zero || d > TimeSpan.FromHours(1) => $"delay is {d}; use nothing up to one hour.",
        _ => null,
    };
}
