using Aegis.Actors;
using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Grains.Actors;
using Aegis.Grains.Agents.Interventions;
using Aegis.Grains.Catalogue;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Agents;

/// <summary>How every agent does a turn: the brain works it out with the tool box, and what came of a turn of Aegis' own is told to the customer's grain.</summary>
public sealed class AgentTurn(IBrain brain, IEnumerable<ILook> looks, ToolCatalogue catalogue, IActorAuthority authority, GridOptions options, TimeProvider time)
{
    private readonly ILook[] _looks = [.. looks];

    public async Task<Reply> RunAsync(IGrainFactory grains, TurnWork work, CancellationToken cancellationToken)
    {
        if (authority.Check(work.Worker, GrainKey.Parse(work.CustomerKey), Right.Operate) is { } refusal)
            throw new UnauthorizedAccessException(refusal.Message);
        var tools = new ToolBox(grains, _looks, catalogue, time, work);
        var thought = await brain.ThinkAsync(tools, await tools.OpenAsync(), cancellationToken);
        return work.EpisodeId is null ? thought.Reply : await InterventionEnd.ReportAsync(grains, thought.Facts, thought.Reply, options.MaxAttempts);
    }
}
