namespace Aegis.Activity;

/// <summary>One API call the customer made to the product.</summary>
/// <param name="Id">The caller's id of the event; repeats within the customer's last 10,000 ids or 24 h are counted once.</param>
/// <param name="Status">HTTP status, 100 to 599; 400 and above is an error.</param>
/// <param name="At">At most 35 days back and 5 minutes ahead of now.</param>
/// <param name="LatencyMs">0 or more.</param>
/// <param name="Reason">Why the call failed, in upper snake case: INVALID_KEY, KEY_REVOKED, …</param>
[GenerateSerializer, Immutable, Alias("aegis.ActivityEvent")]
public sealed record ActivityEvent(
    [property: Id(0)] string? Id,
    [property: Id(1)] string Endpoint,
    [property: Id(2)] int Status,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] double? LatencyMs = null,
    [property: Id(5)] string? Reason = null);

/// <summary>What became durable: accepted events (new ones and repeats), and those of them that were repeats.</summary>
[GenerateSerializer, Immutable, Alias("aegis.ActivityReceipt")]
public sealed record ActivityReceipt([property: Id(0)] int Accepted, [property: Id(1)] int Repeated);
