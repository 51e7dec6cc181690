using System.Globalization;
using Aegis.Actions;
using Aegis.Grains.Actions;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Keys;
using Aegis.Grains.Policy;
using Aegis.Keys;

namespace Aegis.Grains.Approvals;

/// <summary>What an action rests on: taken down when people are asked, looked at again whenever the customer's state moves and before the action is begun.</summary>
internal static class Preconditions
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>By name, in the words people are shown.</summary>
    public static ImmutableSortedDictionary<string, string> Of(CustomerState state, StoredAction action) => action.Tool switch
    {
        Tools.UpgradePlan or Tools.ApplyCredit => None.Add("tier", SnakeCase.Of(state.Tier)),
        Tools.GenerateApiKeys when action.Arguments.TryGetValue(ToolArguments.Rotate, out var keyId) =>
            None.Add($"key {keyId}", KeyRing.Find(state, keyId) is { } key ? SnakeCase.Of(key.Status) : "gone"),
        Tools.GenerateApiKeys => None.Add("active live keys", state.Keys.Count(k => k.IsActive && k.Environment == KeyEnvironment.Live).ToString(CultureInfo.InvariantCulture)),
        _ => None,
    };

    /// <summary>What is no longer as it was when people were asked, one sentence each; empty when all is.</summary>
    public static ImmutableArray<string> Changes(CustomerState state, StoredApproval approval, StoredAction action, int trialDays)
    {
        var changes = ImmutableArray.CreateBuilder<string>();
        var now = Of(state, action);
        foreach (var (name, before) in approval.Facts)
            if (now.GetValueOrDefault(name) is var after && after != before)
                changes.Add($"{Capital(name)} was {before} and is {after ?? "not known"} now.");
        // What only the customer's state may say, such as where a bill goes.
        foreach (var (name, after) in ActionFacts.Complete(action.Tool, action.Arguments, state, trialDays))
            if (action.Arguments.GetValueOrDefault(name) is var before && before != after)
                changes.Add($"{Capital(name)} was {before ?? "not known"} and is {after} now.");
        return changes.ToImmutable();
    }

    private static string Capital(string name) => string.Concat(char.ToUpperInvariant(name[0]).ToString(), name.AsSpan(1)).Replace('_', ' ');
}
