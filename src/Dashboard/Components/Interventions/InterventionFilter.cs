using System.Globalization;
using Aegis.Dashboard.Components.Controls;
using Aegis.Interventions;

namespace Aegis.Dashboard.Components.Interventions;

/// <summary>What the list of interventions is narrowed to, as it stands in the address.</summary>
/// <param name="View">A status in snake case, "attention" for those open and acting, "all", or null for the board of all statuses side by side.</param>
/// <param name="Opened">Opened on this UTC day; null for any. A day's interventions are a list, never the board, as are those of a priority.</param>
/// <param name="Ended">Ended on this UTC day; null for any.</param>
public sealed record InterventionFilter(
    string? View, InterventionType? Type = null, string? CustomerId = null, string? Cursor = null, DateOnly? Opened = null, DateOnly? Ended = null,
    InterventionPriority? Priority = null)
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
    public static InterventionFilter Of(string? view, string? type, string? customer, string? cursor, string? opened = null, string? ended = null, string? priority = null)
    {
        var known = Views.Any(v => v.View == view) ? view : Board;
        var (openedOn, endedOn, weight) = (Day(opened), Day(ended), Words.Parse<InterventionPriority>(priority));
        return new(
            known == Board && ((openedOn ?? endedOn) is not null || weight is not null) ? All : known,
            Words.Parse<InterventionType>(type),
            GrainKey.IsId(customer) ? customer : null,
            cursor, openedOn, endedOn, weight);
    }

    public bool IsNarrowed => Type is not null || CustomerId is not null || Opened is not null || Ended is not null || Priority is not null;

    /// <summary>The same in another view, from its first page.</summary>
    public InterventionFilter In(string? view) =>
        view == Board ? this with { View = view, Cursor = null, Opened = null, Ended = null, Priority = null } : this with { View = view, Cursor = null };

    /// <summary>The same of one priority, or of any; from its first page.</summary>
    public InterventionFilter Of(InterventionPriority? priority) =>
        this with { Priority = priority, View = View == Board && priority is not null ? All : View, Cursor = null };

    /// <summary>The statuses to ask for; null among them for any.</summary>
    public ImmutableArray<InterventionStatus?> Statuses => View switch
    {
        Current => [InterventionStatus.Acting, InterventionStatus.Open],
        All or Board => [null],
        _ => [Words.Parse<InterventionStatus>(View)],
    };

    /// <param name="opened">The intervention shown in full, or null.</param>
    public string Address(string? opened = null) => PageAddress.Of(
        "/interventions",
        ("status", View), ("type", Type is { } type ? Words.Snake(type) : null), ("priority", Priority is { } weight ? Words.Snake(weight) : null), ("customer", CustomerId), ("opened", Name(Opened)), ("ended", Name(Ended)), ("cursor", Cursor), ("id", opened));

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Name(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
