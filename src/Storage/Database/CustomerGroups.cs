using System.Collections.Immutable;

namespace Aegis.Storage.Database;

/// <summary>Customers of one health, tier and stage: there are few such groups, each is in order in an index, and any filter is some of them.
/// So a filter that hardly anybody fits costs no more than one that many do.</summary>
internal readonly record struct CustomerGroup(string Health, string Tier, string Stage);

/// <param name="Columns">What the run is ordered by.</param>
/// <param name="Condition">What the run is of beside its groups, as SQL: " AND …", or nothing.</param>
/// <param name="After">Values of the columns to go on after, or null to begin.</param>
/// <param name="Index">The index that has the run in order, where SQLite would take another.</param>
internal sealed record CustomerRun(CustomerGroup[] Groups, string[] Columns, string Condition, object[]? After, string? Index = null);

internal static class CustomerGroups
{
    /// <summary>Worst first.</summary>
    public static readonly ImmutableArray<string> Healths = ["at_risk", "needs_attention", "new", "healthy"];

    /// <summary>The place of a customer's health among them, as SQL.</summary>
    public static readonly string HealthRank = $"CASE health {string.Join(' ', Healths.Select((health, rank) => $"WHEN '{health}' THEN {rank}"))} END";

    public static readonly ImmutableArray<string> Tiers = ["none", "trial", "starter", "pro", "enterprise"];

    public static readonly ImmutableArray<string> Stages = ["new", "trial_created", "api_keys_generated", "first_api_call", "integration_validated", "production_ready"];

    /// <summary>What a filter admits, in runs that are read one after the other.</summary>
    public static IEnumerable<CustomerRun> Runs(CustomerFilter filter)
    {
        var order = filter.Order;
        var after = filter.After is { } place ? order.KeysOf(place) : null;
        var columns = order.Columns;
        if (order.ByHealth)
        {
            var from = filter.After is { } end ? order.HealthOf(end) : null;
            foreach (var health in Healths.SkipWhile(h => from is not null && h != from))
                if (Of(filter, [health]) is { Length: > 0 } groups)
                    yield return new(groups, columns, "", health == from ? after : null, order.Index);
        }
        else if (order.HasNone)
        {
            var isAmongNone = after is [0L, ..];
            if (!isAmongNone)
                yield return new(Of(filter, Healths), columns, $" AND {order.Band} > 0", after, order.Index);
            yield return new(Of(filter, Healths), [columns[^1]], $" AND {order.Band} = 0", isAmongNone ? [after![^1]] : null, order.IndexOfNone);
        }
        else
            yield return new(Of(filter, Healths), columns, "", after);
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
