using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Grains.Hosting;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents;

/// <summary>Sets customers up. It waits for others most of the time, so many work side by side.</summary>
[GrainType("onboarding_agent"), StatelessWorker(1024)]
public sealed class OnboardingAgent(IBrain brain, GridOptions options, TimeProvider time) : Grain, IOnboardingAgent
{
    public async Task<Reply> RunAsync(TurnWork work, CancellationToken cancellationToken)
    {
        var tools = new ToolBox(GrainFactory, time, work, Router.OnboardingAgent);
        var facts = await tools.OpenAsync();
        while (await brain.NextAsync(facts, cancellationToken) is var move and not Move.Answer)
            facts = await tools.MakeAsync(move, facts, cancellationToken);
        return OnboardingReply.Render(facts, tools.Steps, options.PublicUrl);
    }
}
