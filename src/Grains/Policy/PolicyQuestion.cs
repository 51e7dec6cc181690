using Aegis.Actors;
using Aegis.Customers;
using Aegis.Policy;

namespace Aegis.Grains.Policy;

/// <summary>What is asked of policy, with all it may depend on.</summary>
/// <param name="AgentId">The proposing agent, or null when the actor acts itself.</param>
/// <param name="Today">Actions of the tool begun for the customer this UTC day.</param>
/// <param name="ContactsToday">Times the customer was written to this UTC day.</param>
/// <param name="ContactsThisWeek">The same in the last seven days.</param>
/// <param name="DayIsFull">Whether the workspace's places of the day are taken.</param>
/// <param name="TimeZone">The customer's, or null.</param>
public sealed record PolicyQuestion(
    Role Role, string? AgentId, string CustomerId, string Tool, ImmutableSortedDictionary<string, string> Arguments, Tier Tier,
    DateTimeOffset Now, string? TimeZone = null, int Today = 0, int ContactsToday = 0, int ContactsThisWeek = 0, bool DayIsFull = false)
{
    /// <summary>The switches turned on at run time.</summary>
    public KillSwitches Switches { get; init; } = KillSwitches.None;
}

/// <summary>What is in force now: the policy of this process and the switches of the workspace.</summary>
public sealed record PolicyInForce(PolicySet Policy, KillSwitches Switches)
{
    /// <summary>Whether the places of the day that the deciding rule has are all taken.</summary>
    public bool DayIsFull { get; init; }
}

public enum PolicyVerdict
{
    Run,
    NeedsApproval,
    Refused,
    /// <summary>Not now: the same may run later.</summary>
    Wait,
}

/// <param name="Reason">Why, and what to do instead when it does not run.</param>
public readonly record struct PolicyDecision(PolicyVerdict Verdict, string Reason)
{
    /// <summary>With NeedsApproval: how many people must agree.</summary>
    public int Approvals { get; init; }

    /// <summary>With Wait: when it is worth asking again.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>With Run: the workspace's places of the day of which it takes one; null when they are not counted.</summary>
    public int? Places { get; init; }
}
