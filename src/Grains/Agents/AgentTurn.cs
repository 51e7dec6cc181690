using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Grains.Agents.Interventions;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Agents;

/// <summary>How every agent does a turn: the brain says the next move, the tool box makes it, until there is an answer.</summary>
public sealed class AgentTurn(IBrain brain, Playbooks playbooks, IEnumerable<ILook> looks, GridOptions options, TimeProvider time)
{
    private readonly ILook[] _looks = [.. looks];

    public async Task<Reply> RunAsync(IGrainFactory grains, TurnWork work, CancellationToken cancellationToken)
    {
        var tools = new ToolBox(grains, _looks, time, work);
        var facts = await tools.OpenAsync();
        while (await brain.NextAsync(facts, cancellationToken) is var move and not Move.Answer)
            facts = await tools.MakeAsync(move, facts, cancellationToken);
        var reply = playbooks.For(work.Route.Intent).Write(facts, tools.Steps);
        return work.EpisodeId is null ? reply : await InterventionEnd.ReportAsync(grains, facts, reply, options.MaxAttempts);
    }
}
