using System.Text.Json.Serialization;
using Aegis.Actors;
using Aegis.Approvals;

namespace Aegis.Grains.Approvals;

/// <summary>An approval as the customer's state keeps it.</summary>
/// <param name="Shown">What callers see of it; the company is filled in when it is shown.</param>
/// <param name="Role">Whose wish it is: policy is asked again with it.</param>
/// <param name="Agent">The agent that proposed it, or null when the actor asked itself; then the conversation is told nothing.</param>
/// <param name="Facts">What the action rests on, by name, as it was when it was asked.</param>
/// <param name="AskedAmount">The amount as first asked: whoever raises it has asked for more.</param>
/// <param name="PolicyHash">The policy that decided that people are asked.</param>
/// <param name="Tellings">How often the customer was to be told.</param>
public sealed record StoredApproval(
    Approval Shown, Role Role, string? Agent, ImmutableSortedDictionary<string, string> Facts, decimal? AskedAmount, string PolicyHash, int Tellings = 0)
{
    [JsonIgnore]
    public string Id => Shown.Id;

    [JsonIgnore]
    public bool IsPending => Shown.Status == ApprovalStatus.Pending;

    /// <summary>When it must be looked after if nobody decides.</summary>
    [JsonIgnore]
    public DateTimeOffset? DueAt => IsPending ? Shown.ExpiresAt : null;
}
