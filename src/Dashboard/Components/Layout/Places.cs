namespace Aegis.Dashboard.Components.Layout;

/// <summary>A page of the console's navigation.</summary>
/// <param name="Key">Goes there after g.</param>
internal sealed record Place(string Address, string Title, string Key);

internal static class Places
{
    /// <summary>In the order of the navigation; the palette and the list of shortcuts follow it.</summary>
    public static readonly ImmutableArray<Place> All =
    [
        new("/", "Home", "h"),
        new("/customers", "Customers", "c"),
        new("/interventions", "Interventions", "i"),
        new("/actions", "Actions", "a"),
    ];
}
