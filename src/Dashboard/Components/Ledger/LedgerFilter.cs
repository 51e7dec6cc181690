using System.Globalization;
using Aegis.Dashboard.Components.Controls;
using Aegis.Directory;

namespace Aegis.Dashboard.Components.Ledger;

/// <summary>What of a customer's ledger is shown, as it stands in the address.</summary>
/// <param name="Group">The name of one of <see cref="Groups"/>, or null for all kinds.</param>
/// <param name="Before">Entries before this number; null for the newest.</param>
/// <param name="Until">Entries up to a past moment, when the page shows one.</param>
public sealed record LedgerFilter(string? Group, LedgerActor? Who, string? ActionId, long? Before, DateTimeOffset? Until)
{
    /// <summary>Kinds by what they are about, with the beginnings of their names.</summary>
    public static readonly ImmutableArray<(string Name, string Title, ImmutableArray<string> Kinds)> Groups =
    [
        ("profile", "Profile, tier and stage", ["customer_", "profile_", "tier_", "stage_"]),
        ("health", "Health", ["health_"]),
        ("keys", "Keys", ["key_"]),
        ("actions", "Actions", ["action_"]),
        ("approvals", "Approvals", ["approval_"]),
        ("interventions", "Interventions", ["episode_", "intervention_"]),
        ("workflows", "Workflows", ["workflow_"]),
        ("people", "People in the conversation", ["person_", "taken_over", "handed_back"]),
    ];

    /// <summary>A filter as an address says it; what it does not know is as if left out.</summary>
    public static LedgerFilter Of(string? group, string? who, string? action, long? before, DateTimeOffset? until) => new(
        Groups.Any(g => g.Name == group) ? group : null, Words.Parse<LedgerActor>(who), GrainKey.IsId(action) ? action : null, before > 0 ? before : null, until);

    /// <summary>The number that a page's end or an address names; null for none.</summary>
    public static long? Place(string? next) => long.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;

    public bool IsNarrowed => Group is not null || Who is not null || ActionId is not null;

    public TimelineQuery Query(int limit) => new(Groups.FirstOrDefault(g => g.Name == Group).Kinds is { IsDefault: false } kinds ? kinds : [], Who, ActionId, Before, Until, limit);

    /// <summary>Where what is shown is as CSV.</summary>
    public string Export(string customerId) => PageAddress.Of(
        $"/export/customers/{Uri.EscapeDataString(customerId)}/ledger.csv",
        ("kind", Group), ("who", Who is { } who ? Words.Snake(who) : null), ("action", ActionId), ("at", PageAddress.Moment(Until)));

    /// <summary>The parameters of the address, null for those that are left out.</summary>
    public Dictionary<string, object?> Parameters => new()
    {
        ["kind"] = Group, ["who"] = Who is { } who ? Words.Snake(who) : null, ["action"] = ActionId, ["before"] = Before,
    };
}
