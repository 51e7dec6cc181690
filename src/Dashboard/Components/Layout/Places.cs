using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Dashboard.Components.Approvals;
using Aegis.Dashboard.Components.Interventions;
using Aegis.Dashboard.Grid;
using Aegis.Dashboard.SignIn;
using Aegis.Interventions;

namespace Aegis.Dashboard.Components.Layout;

/// <summary>A page of the console's navigation.</summary>
/// <param name="Key">Goes there after g.</param>
/// <param name="Counter">What waits there, or null where nothing does.</param>
internal sealed record Place(string Address, string Title, string Key, NavCounter? Counter = null);

/// <summary>A number beside a page's name.</summary>
/// <param name="Topic">The live events after which it may be another.</param>
/// <param name="About">What is counted, for those who hear it.</param>
/// <param name="CountAsync">Null where the grid does not say.</param>
public sealed record NavCounter(string Topic, string About, Func<ConsoleGrid, Task<int?>> CountAsync);

internal static class Places
{
    private static readonly Place s_simulation = new("/simulation", "Simulation", "t");

    private static readonly ImmutableArray<Place> s_all =
    [
        new("/", "Home", "h"),
        new("/customers", "Customers", "c"),
        new("/approvals", "Approvals", "p", new(ApprovalFilter.Topic, "waiting for approval", async grid =>
            (await grid.AskAsync<ApprovalCount>(() => grid.Directory.CountApprovalsAsync(grid.Actor))).Value?.Pending)),
        new("/interventions", "Interventions", "i", new(InterventionFeed.Topic, "need attention", async grid =>
            (await grid.AskAsync<InterventionCount>(() => grid.Directory.CountInterventionsAsync(grid.Actor, null, null))).Value is { } counts ? counts.Open + counts.Acting : null)),
        new("/actions", "Actions", "a"),
        s_simulation,
        new("/settings", "Settings", "s"),
    ];

    /// <summary>What a person has, in the order of the navigation; the palette and the list of shortcuts follow it.</summary>
    public static ImmutableArray<Place> Of(DashboardOptions options, SignedIn? who) =>
        OffersSimulation(options, who) ? s_all : s_all.Remove(s_simulation);

    /// <summary>Simulation is of no use to those who look after real customers: it is for demonstrations, and for who runs the grid.</summary>
    public static bool OffersSimulation(DashboardOptions options, SignedIn? who) => options.AllowsSimulation || who?.Role == Role.Admin;
}
