using Aegis.Actors;
using Aegis.Customers;
using Aegis.Policy;

namespace Aegis.Grains.Policy;

/// <summary>What may run alone, what needs people, what never runs. Read from a file by <see cref="PolicyText"/>, or built in.</summary>
/// <param name="Actions">Rules by tool, the first that fits deciding; a name that ends in * stands for all tools that begin so, the longest name first. What fits no rule is refused.</param>
public sealed record PolicySet(ImmutableSortedDictionary<string, ImmutableArray<PolicyRule>> Actions)
{
    /// <summary>How long a request for approval waits for its decision.</summary>
    public TimeSpan ApprovalsExpireAfter { get; init; } = TimeSpan.FromHours(72);

    /// <summary>Of customers who named none.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>When customers are not written to, or null.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>How often a customer is written to in a UTC day, and in seven; null for no cap.</summary>
    public int? ContactsPerDay { get; init; }

    public int? ContactsPerWeek { get; init; }

    /// <summary>Kill switches that the policy itself holds on.</summary>
    public ImmutableArray<KillSwitch> Stopped { get; init; } = [];

    /// <summary>SHA-256, hex, of the text it was read from.</summary>
    public string Hash { get; init; } = "";

    public ImmutableArray<PolicyRule> RulesOf(string tool)
    {
        if (Actions.TryGetValue(tool, out var exact))
            return exact;
        var (longest, rules) = (-1, ImmutableArray<PolicyRule>.Empty);
        foreach (var (name, found) in Actions)
            if (name.EndsWith('*') && name.Length > longest && tool.AsSpan().StartsWith(name.AsSpan(..^1), StringComparison.Ordinal))
                (longest, rules) = (name.Length, found);
        return rules;
    }
}

/// <summary>Decides the questions it fits. What is null or empty asks for nothing.</summary>
public sealed record PolicyRule(PolicyVerdict Decision)
{
    /// <summary>With NeedsApproval: how many people.</summary>
    public int Approvals { get; init; } = 1;

    /// <summary>What the one who asked is told; null for words of our own.</summary>
    public string? Reason { get; init; }

    public ImmutableArray<Tier> Tiers { get; init; } = [];

    public ImmutableArray<string> Environments { get; init; } = [];

    /// <summary>Fits people and services of these roles who act themselves, with no agent in between.</summary>
    public ImmutableArray<Role> By { get; init; } = [];

    /// <summary>Fits what these agents propose.</summary>
    public ImmutableArray<string> Agents { get; init; } = [];

    /// <summary>Fits amounts from here on, in the action's unit; one that is not known fits no bound.</summary>
    public decimal? AtLeast { get; init; }

    public decimal? AtMost { get; init; }

    /// <summary>Fits as long as fewer of the tool's actions were begun for the customer this UTC day.</summary>
    public int? PerCustomerPerDay { get; init; }

    /// <summary>Fits as long as fewer were begun in the workspace this UTC day.</summary>
    public int? PerDay { get; init; }
}

/// <summary>From a time of day to another, in the customer's time zone; over midnight when it ends earlier than it begins.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    public bool Covers(TimeOnly at) => From <= To ? at >= From && at < To : at >= From || at < To;
}
