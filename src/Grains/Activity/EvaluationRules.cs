using Aegis.Grains.Customers;
using Aegis.Storage.Database;

namespace Aegis.Grains.Activity;

/// <summary>When a customer's health is judged again though no call came: once a day, while the windows still move.</summary>
public static class EvaluationRules
{
    /// <summary>A day's customers are spread over the day by their shard.</summary>
    public static DateTimeOffset? NextAt(string customerKey, DateTimeOffset? lastCallAt, DateTimeOffset now)
    {
        // A day after the longest silence the rules know of, nothing changes any more.
        if (lastCallAt is not { } last || now >= last + HealthRules.GoneAfter + TimeSpan.FromDays(1))
            return null;
        var next = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + TimeSpan.FromDays(1) * Shards.Of(customerKey) / Shards.Count;
        return next > now ? next : next.AddDays(1);
    }
}
