using System.Collections.Immutable;

namespace Aegis.Storage.Database;

/// <summary>Customers of one health, tier and stage: there are few such groups, each is in order in an index, and any filter is some of them.
/// So a filter that hardly anybody fits costs no more than one that many do.</summary>
internal readonly record struct CustomerGroup(string Health, string Tier, string Stage);

internal static class CustomerGroups
{
    /// <summary>Worst first.</summary>
    public static readonly ImmutableArray<string> Healths = ["at_risk", "needs_attention", "new", "healthy"];

    public static readonly ImmutableArray<string> Tiers = ["none", "trial", "starter", "pro", "enterprise"];

    public static readonly ImmutableArray<string> Stages = ["new", "trial_created", "api_keys_generated", "first_api_call", "integration_validated", "production_ready"];

    /// <summary>The groups a filter admits, in runs that are read one after the other; the first with the place to go on after.</summary>
    public static IEnumerable<(CustomerGroup[] Groups, object[]? After)> Runs(CustomerFilter filter)
    {
        object[]? after = null;
        string? from = null;
        if (filter.After is { } place)
            CustomerOrders.TryKeys(place, filter.Order, out after, out from);
        if (filter.Order != CustomerOrder.Health)
        {
            yield return (Of(filter, Healths), after);
            yield break;
        }

        foreach (var health in Healths.SkipWhile(h => from is not null && h != from))
            if (Of(filter, [health]) is { Length: > 0 } groups)
                yield return (groups, health == from ? after : null);
    }

    private static CustomerGroup[] Of(CustomerFilter filter, ImmutableArray<string> healths) =>
    [
        .. from health in healths
           where filter.Health is null || filter.Health == health
           from tier in Tiers
           where filter.Tier is null || filter.Tier == tier
           from stage in Stages
           where filter.Stage is null || filter.Stage == stage
           select new CustomerGroup(health, tier, stage),
    ];
}
