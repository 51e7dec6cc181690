using Aegis.Dashboard.Components.Controls;
using Aegis.Interventions;

namespace Aegis.Dashboard.Components.Interventions;

/// <summary>What the list of interventions is narrowed to, as it stands in the address.</summary>
/// <param name="View">A status in snake case, "attention" for those open and acting, "all", or null for the board of all statuses side by side.</param>
public sealed record InterventionFilter(string? View, InterventionType? Type = null, string? CustomerId = null, string? Cursor = null)
{
    public const string? Board = null;
    public const string Current = "attention";
    public const string All = "all";

    /// <summary>The views in the order of their tabs.</summary>
    public static readonly ImmutableArray<(string? View, string Title)> Views =
    [
        (Board, "Board"),
        (Current, "Need attention"),
        (Words.Snake(InterventionStatus.Open), Words.Of(InterventionStatus.Open)),
        (Words.Snake(InterventionStatus.Acting), Words.Of(InterventionStatus.Acting)),
        (Words.Snake(InterventionStatus.Snoozed), Words.Of(InterventionStatus.Snoozed)),
        (Words.Snake(InterventionStatus.Resolved), Words.Of(InterventionStatus.Resolved)),
        (All, "All"),
    ];

    /// <summary>A filter as an address says it; what it does not know is as if left out.</summary>
    public static InterventionFilter Of(string? view, string? type, string? customer, string? cursor) => new(
        Views.Any(v => v.View == view) ? view : Board,
        Words.Parse<InterventionType>(type),
        GrainKey.IsId(customer) ? customer : null,
        cursor);

    /// <summary>The statuses to ask for; null among them for any.</summary>
    public ImmutableArray<InterventionStatus?> Statuses => View switch
    {
        Current => [InterventionStatus.Acting, InterventionStatus.Open],
        All or Board => [null],
        _ => [Words.Parse<InterventionStatus>(View)],
    };

    /// <param name="opened">The intervention shown in full, or null.</param>
    public string Address(string? opened = null) => PageAddress.Of(
        "/interventions", ("status", View), ("type", Type is { } type ? Words.Snake(type) : null), ("customer", CustomerId), ("cursor", Cursor), ("id", opened));
}
