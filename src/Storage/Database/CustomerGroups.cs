using System.Collections.Immutable;

namespace Aegis.Storage.Database;

/// <summary>Customers of one health, tier and stage: there are few such groups, each is in order in an index, and any filter is some of them.
/// So a filter that hardly anybody fits costs no more than one that many do.</summary>
internal readonly record struct CustomerGroup(string Health, string Tier, string Stage);

/// <param name="Columns">What the run is ordered by.</param>
/// <param name="Condition">What the run is of beside its groups, as SQL: " AND …", or nothing.</param>
/// <param name="After">Values of the columns to go on after, or null to begin.</param>
/// <param name="Index">The index that has the run in order, where SQLite would take another.</param>
/// <param name="HasFigures">Whether it is of those who have calls, or errors, or of those who have none; null where it is of both.</param>
internal sealed record CustomerRun(CustomerGroup[] Groups, string[] Columns, string Condition, object[]? After, string? Index = null, bool? HasFigures = null);

internal static class CustomerGroups
{
    /// <summary>Worst first.</summary>
    public static readonly ImmutableArray<string> Healths = ["at_risk", "needs_attention", "new", "healthy"];

    /// <summary>The place of a customer's health among them, as SQL.</summary>
    public static readonly string HealthRank = $"CASE health {string.Join(' ', Healths.Select((health, rank) => $"WHEN '{health}' THEN {rank}"))} END";

    public static readonly ImmutableArray<string> Tiers = ["none", "trial", "starter", "pro", "enterprise"];

    public static readonly ImmutableArray<string> Stages = ["new", "trial_created", "api_keys_generated", "first_api_call", "integration_validated", "production_ready"];

    public static readonly ImmutableArray<CustomerGroup> All = [.. from health in Healths from tier in Tiers from stage in Stages select new CustomerGroup(health, tier, stage)];

    /// <summary>What a filter admits, in runs that are read one after the other.</summary>
    public static IEnumerable<CustomerRun> Runs(CustomerFilter filter)
    {
        var order = filter.Order;
        var after = filter.After is { } place ? order.KeysOf(place) : null;
        var columns = order.Columns;
        var all = Of(filter, Healths);
        if (all.Length == 0)
            yield break;
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
                yield return new(all, columns, $" AND {order.Band} > 0", after, order.Index, HasFigures: true);
            yield return new(all, [columns[^1]], $" AND {order.Band} = 0", isAmongNone ? [after![^1]] : null, order.IndexOfNone, HasFigures: false);
        }
        else
            yield return new(all, columns, "", after);
    }

    private static CustomerGroup[] Of(CustomerFilter filter, ImmutableArray<string> healths) =>
    [
        .. All.Where(g => healths.Contains(g.Health) && (filter.Health is null || filter.Health == g.Health)
            && (filter.Tier is null || filter.Tier == g.Tier) && (filter.Stage is null || filter.Stage == g.Stage)),
    ];
}
