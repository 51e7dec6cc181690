using System.Globalization;
using Aegis.Actors;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;
using Aegis.Interventions;

namespace Aegis.Grains.Conversations;

// How Aegis reaches out: a turn of its own about a finding of an episode.
public sealed partial class OrchestratorGrain
{
    private Actor Aegis => authority.Sign("aegis", Role.System, Key.Workspace);

    public async Task<Result<Done>> InterveneAsync(Actor actor, string episodeId, int finding)
    {
        if (authority.Check(actor, Key, Right.Operate) is { } refusal)
            return refusal;
        var customer = GrainFactory.GetGrain<ICustomerGrain>(Key.ToString());
        // A command may come late or again: then the finding is no longer to be dealt with.
        if ((await customer.GetInterventionAsync(Aegis, episodeId)).Value is not { Status: InterventionStatus.Acting } intervention || intervention.Finding != finding)
            return Done.Instance;
        if (State.TakenOver)
        {
            await customer.LeaveInterventionAsync(Aegis, episodeId, "A person has taken over the conversation.");
            return Done.Instance;
        }

        var turnId = DerivedId.Of("turn", Key.ToString(), "intervene", episodeId, finding.ToString(CultureInfo.InvariantCulture));
        var known = State.Find(turnId);
        if (known is null)
            State.Add(new(turnId, null, "aegis", Role.System, RouteOf(intervention), time.GetUtcNow(), EpisodeId: episodeId, Finding: finding));
        else if (known.Status == TurnStatus.Failed)
            State.Replace(known with { Status = TurnStatus.Queued, Attempts = 0, AnsweredAt = null, Reply = null });
        else
            return Done.Instance;
        await GoOnAsync();
        return Done.Instance;
    }

    /// <summary>What agents were at, or were to be at, is a person's from now on.</summary>
    private async Task LeaveInterventionsAsync()
    {
        var customer = GrainFactory.GetGrain<ICustomerGrain>(Key.ToString());
        foreach (var turn in State.Turns.Where(t => t.EpisodeId is not null && !t.IsEnded).ToArray())
            await customer.LeaveInterventionAsync(Aegis, turn.EpisodeId!, "A person has taken over the conversation.");
    }

    private static Route RouteOf(Intervention intervention) => new(
        intervention.Type is InterventionType.OnboardingCheckIn or InterventionType.ErrorDebugging ? Router.OnboardingAgent : Router.GrowthAgent,
        Intents.Intervene, null, $"Intervention {intervention.Id}, {SnakeCase.Of(intervention.Type)}, finding {intervention.Finding}.");
}
