using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Grains.Agents.Diagnosis;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;
using Aegis.Interventions;

namespace Aegis.Grains.Agents.Interventions;

/// <summary>How an agent reaches out: looks at the finding, does what can be done, opens the ticket or comments on it, and only then speaks.</summary>
public sealed class InterventionPlaybook(GridOptions options) : IPlaybook
{
    public bool Handles(string intent) => intent == Intents.Intervene;

    public Move Next(Facts facts)
    {
        if (facts.Halt is not null)
            return new Move.Answer();
        if (facts.Profile is null)
            return new Move.ReadProfile();
        if (facts.Found(InterventionLook.Name) is null)
            return new Move.Look(InterventionLook.Name, ImmutableSortedDictionary<string, string>.Empty);
        if (Current(facts) is not { } intervention)
            return new Move.Answer();
        if (intervention.Type == InterventionType.ErrorDebugging && DiagnosisMoves.Next(facts) is { } diagnosis)
            return diagnosis;
        return InterventionTickets.IsDue(intervention) && InterventionTickets.ActionIn(facts.Taken) is null && !InterventionTickets.IsBeingOpened(facts)
            ? InterventionTickets.Move(intervention)
            : new Move.Answer();
    }

    public Reply Write(Facts facts, ImmutableArray<TurnStep> steps) => InterventionReply.Render(facts, steps, options.PublicUrl);

    /// <summary>The intervention as the turn found it; null when its finding is no longer the agents' to deal with.</summary>
    internal static Intervention? Current(Facts facts) =>
        (facts.Found(InterventionLook.Name) as InterventionFinding)?.Intervention is { Status: InterventionStatus.Acting } intervention
        && intervention.Finding == facts.Work.Finding
            ? intervention
            : null;

    /// <summary>Why the agent is to be sent again instead of speaking now, or null: a ticket system that is down comes back.</summary>
    internal static string? Delay(Facts facts, int maxAttempts) =>
        Current(facts) is not { } intervention || intervention.Attempts >= maxAttempts ? null
        : InterventionTickets.ActionIn(facts.Taken) is { } action ? (ComesBack(action) ? $"{action.Name} could not be done now: {action.Evidence}" : null)
        : InterventionTickets.IsDue(intervention) && InterventionTickets.IsBeingOpened(facts) ? "The ticket the customer asked for is still being opened."
        : null;

    private static bool ComesBack(ActionRecord action) =>
        action.Status == ActionStatus.InFlight || (action.Status is ActionStatus.Failed or ActionStatus.Unknown && action.RetryAfter is not null);
}
