using Aegis.Customers;
using Aegis.Grains.Customers;
using Aegis.Grains.Keys;

namespace Aegis.Grains.Interventions;

/// <summary>When a customer that has a key and does not call is asked how it goes: 24 h after the key was issued. Over with the first call, or without a key.</summary>
public static class CheckInRules
{
    public static bool Opens(CustomerState state, in HealthFacts facts) =>
        state.Stage < Stage.FirstApiCall
        && OldestActiveKey(state) is { } key
        && !HasCalledSince(facts, key.CreatedAt)
        && facts.Now - key.CreatedAt >= HealthRules.KeyUnusedAfter;

    public static bool Ends(CustomerState state, in HealthFacts facts) =>
        state.Stage >= Stage.FirstApiCall || OldestActiveKey(state) is not { } key || HasCalledSince(facts, key.CreatedAt);

    /// <summary>The next time a key will have lain unused for 24 h, or null when none can.</summary>
    public static DateTimeOffset? NextAt(CustomerState state, in HealthFacts facts)
    {
        if (state.Stage >= Stage.FirstApiCall)
            return null;
        DateTimeOffset? next = null;
        foreach (var key in state.Keys)
        {
            var at = key.CreatedAt + HealthRules.KeyUnusedAfter;
            if (at > facts.Now && !(at >= next) && !HasCalledSince(facts, key.CreatedAt))
                next = at;
        }

        return next;
    }

    internal static StoredKey? OldestActiveKey(CustomerState state)
    {
        StoredKey? oldest = null;
        foreach (var key in state.Keys)
            if (key.IsActive && (oldest is null || key.CreatedAt < oldest.CreatedAt))
                oldest = key;
        return oldest;
    }

    private static bool HasCalledSince(in HealthFacts facts, DateTimeOffset at) => facts.Usage.LastCallAt >= at;
}
