using Aegis.Actors;
using Aegis.Dashboard.SignIn;

namespace Aegis.Dashboard.Components.Layout;

/// <summary>A page of the console's navigation.</summary>
/// <param name="Key">Goes there after g.</param>
internal sealed record Place(string Address, string Title, string Key);

internal static class Places
{
    private static readonly Place s_simulation = new("/simulation", "Simulation", "t");

    private static readonly ImmutableArray<Place> s_all =
    [
        new("/", "Home", "h"),
        new("/customers", "Customers", "c"),
        new("/interventions", "Interventions", "i"),
        new("/actions", "Actions", "a"),
        s_simulation,
    ];

    /// <summary>What a person has, in the order of the navigation; the palette and the list of shortcuts follow it.</summary>
    public static ImmutableArray<Place> Of(DashboardOptions options, SignedIn? who) =>
        OffersSimulation(options, who) ? s_all : s_all.Remove(s_simulation);

    /// <summary>Simulation is of no use to those who look after real customers: it is for demonstrations, and for who runs the grid.</summary>
    public static bool OffersSimulation(DashboardOptions options, SignedIn? who) => options.AllowsSimulation || who?.Role == Role.Admin;
}
