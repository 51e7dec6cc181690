using Aegis.Customers;

namespace Aegis.Grains.Agents.Growth;

/// <summary>What a customer can pay for.</summary>
/// <param name="Id">The plan in billing's catalogue, and in a proposal.</param>
/// <param name="MonthlyCalls">Calls a month it is meant for; nothing is cut off beyond.</param>
/// <param name="Price">Euro a month.</param>
public sealed record Plan(Tier Tier, string Id, long MonthlyCalls, int Price);

/// <summary>The plans there are, from the smallest; the documents say the same.</summary>
public static class Plans
{
    public static readonly ImmutableArray<Plan> All =
    [
        new(Tier.Trial, "trial", 1_000, 0),
        new(Tier.Starter, "starter", 10_000, 49),
        new(Tier.Pro, "pro", 100_000, 199),
        new(Tier.Enterprise, "enterprise", 1_000_000, 999),
    ];

    public static Plan? Of(Tier tier) => All.FirstOrDefault(p => p.Tier == tier);

    public static Plan? Named(string id) => All.FirstOrDefault(p => p.Id == id);

    /// <summary>The smallest paid plan above this one, or null.</summary>
    public static Plan? Above(Tier tier) => All.FirstOrDefault(p => p.Tier > tier && p.Price > 0);

    /// <summary>The next smaller paid plan, or null.</summary>
    public static Plan? Below(Tier tier) => All.LastOrDefault(p => p.Tier < tier && p.Price > 0);
}
