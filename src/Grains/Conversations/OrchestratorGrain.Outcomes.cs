using System.Globalization;
using Aegis.Actors;
using Aegis.Agents;
using Aegis.Customers;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Conversations;

// How a customer hears what became of an action that waited for people: a turn of Aegis' own.
public sealed partial class OrchestratorGrain
{
    public async Task<Result<Done>> TellOutcomeAsync(Actor actor, string approvalId, int telling)
    {
        if (authority.Check(actor, Key, Right.Operate) is { } refusal)
            return refusal;
        var turnId = DerivedId.Of("turn", Key.ToString(), "outcome", approvalId, telling.ToString(CultureInfo.InvariantCulture));
        if (State.Find(turnId) is not null)
            return Done.Instance;
        // A command may come late: the customer erased, or the approval forgotten long since.
        if ((await GrainFactory.GetGrain<ICustomerGrain>(Key.ToString()).GetApprovalAsync(Aegis, approvalId)).Value is not { } approval)
            return Done.Instance;
        var agent = approval.AgentId is Router.OnboardingAgent or Router.ResolutionAgent or Router.FeedbackAgent ? approval.AgentId : Router.GrowthAgent;
        var route = new Route(agent, Intents.TellOutcome, null, $"The approval {approval.Id} is {SnakeCase.Of(approval.Status)}, its action {SnakeCase.Of(approval.ActionStatus)}.");
        State.Add(new(turnId, null, "aegis", Role.System, route, time.GetUtcNow(), ActionId: approval.ActionId));
        await GoOnAsync();
        return Done.Instance;
    }
}
