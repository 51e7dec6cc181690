namespace Aegis.Approvals;

/// <summary>A person's yes or no.</summary>
/// <param name="Notes">At most 1,000 characters, or null; kept in the ledger, not shown to the customer.</param>
/// <param name="ArgumentsHash">What the person saw; when the arguments are others by now, nothing is decided (Conflict). Null decides on whatever they are.</param>
[GenerateSerializer, Immutable, Alias("aegis.ApprovalDecision")]
public sealed record ApprovalDecision([property: Id(0)] string? Notes = null, [property: Id(1)] string? ArgumentsHash = null);

/// <summary>Other arguments for an approval that is pending. Agreement given before is void.</summary>
/// <param name="Arguments">The tool's arguments, all of them.</param>
/// <param name="ArgumentsHash">What the person saw, as in <see cref="ApprovalDecision"/>.</param>
[GenerateSerializer, Immutable, Alias("aegis.ApprovalChange")]
public sealed record ApprovalChange(
    [property: Id(0)] ImmutableSortedDictionary<string, string> Arguments, [property: Id(1)] string? Notes = null, [property: Id(2)] string? ArgumentsHash = null);

/// <summary>Filters and page of the list of approvals.</summary>
/// <param name="Status">Null for all.</param>
/// <param name="CustomerId">Null for all.</param>
/// <param name="ByExpiry">Those that expire first come first, instead of the newest; only with <see cref="ApprovalStatus.Pending"/>.</param>
/// <param name="Limit">1 to 200.</param>
[GenerateSerializer, Immutable, Alias("aegis.ApprovalQuery")]
public sealed record ApprovalQuery(
    [property: Id(0)] ApprovalStatus? Status,
    [property: Id(1)] string? CustomerId,
    [property: Id(2)] string? Cursor,
    [property: Id(3)] int Limit,
    [property: Id(4)] bool ByExpiry = false);

/// <param name="Pending">Counted up to 1,000.</param>
[GenerateSerializer, Immutable, Alias("aegis.ApprovalCount")]
public sealed record ApprovalCount([property: Id(0)] int Pending);

[GenerateSerializer, Immutable, Alias("aegis.ApprovalPage")]
public sealed record ApprovalPage([property: Id(0)] ImmutableArray<Approval> Items, [property: Id(1)] string? Next);
