using Aegis.Approvals;
using Aegis.Dashboard.Components.Controls;

namespace Aegis.Dashboard.Components.Approvals;

/// <summary>What the list of approvals is narrowed to, as it stands in the address.</summary>
/// <param name="View">A status in snake case, "all", or null for those that wait.</param>
public sealed record ApprovalFilter(string? View = null, string? CustomerId = null, string? Cursor = null)
{
    /// <summary>The topic of the live events that tell of approvals.</summary>
    public const string Topic = "approval";

    public const string? Waiting = null;
    public const string All = "all";

    /// <summary>The views in the order of their tabs.</summary>
    public static readonly ImmutableArray<(string? View, string Title)> Views =
    [
        (Waiting, "Waiting"),
        .. Enum.GetValues<ApprovalStatus>().Where(s => s != ApprovalStatus.Pending).Select(s => ((string?)Words.Snake(s), ApprovalWords.Of(s))),
        (All, "All"),
    ];

    /// <summary>A filter as an address says it; what it does not know is as if left out.</summary>
    public static ApprovalFilter Of(string? view, string? customer, string? cursor) => new(
        Views.Any(v => v.View == view) ? view : Waiting, GrainKey.IsId(customer) ? customer : null, cursor);

    /// <summary>Those that wait by when they expire, the others newest first.</summary>
    public ApprovalQuery Page(string? cursor, int size) =>
        new(View == Waiting ? ApprovalStatus.Pending : Words.Parse<ApprovalStatus>(View), CustomerId, cursor, size, ByExpiry: View == Waiting);

    /// <param name="opened">The approval shown in full, or null.</param>
    public string Address(string? opened = null) =>
        PageAddress.Of("/approvals", ("status", View), ("customer", CustomerId), ("cursor", Cursor), ("id", opened));
}
