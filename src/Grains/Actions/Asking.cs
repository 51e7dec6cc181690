using Aegis.Approvals;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Actions;

/// <summary>What a proposal is decided with beside the customer's state.</summary>
/// <param name="Then">The customer as it is now, for people to compare with later.</param>
/// <param name="AlwaysAsks">Whether people are asked even where it might run alone.</param>
/// <param name="Note">Why it is asked for, in the asker's words.</param>
public sealed record Asking(PolicyInForce InForce, Func<CustomerThen> Then, bool AlwaysAsks = false, string? Note = null);
