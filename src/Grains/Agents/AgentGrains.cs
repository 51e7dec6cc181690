using Aegis.Agents;
using Aegis.Conversations;
using Aegis.Grains.Routing;

namespace Aegis.Grains.Agents;

/// <summary>Sets customers up and mends what fails. It waits for others most of the time, so many work side by side; as all agents do.</summary>
[GrainType("onboarding_agent"), StatelessWorker(AgentGrains.AtOnce)]
public sealed class OnboardingAgent(AgentTurn turn) : Grain, IOnboardingAgent
{
    public Task<Reply> RunAsync(TurnWork work, CancellationToken cancellationToken) => turn.RunAsync(GrainFactory, work, cancellationToken);
}

/// <inheritdoc cref="IResolutionAgent"/>
[GrainType("resolution_agent"), StatelessWorker(AgentGrains.AtOnce)]
public sealed class ResolutionAgent(AgentTurn turn) : Grain, IResolutionAgent
{
    public Task<Reply> RunAsync(TurnWork work, CancellationToken cancellationToken) => turn.RunAsync(GrainFactory, work, cancellationToken);
}

/// <inheritdoc cref="IFeedbackAgent"/>
[GrainType("feedback_agent"), StatelessWorker(AgentGrains.AtOnce)]
public sealed class FeedbackAgent(AgentTurn turn) : Grain, IFeedbackAgent
{
    public Task<Reply> RunAsync(TurnWork work, CancellationToken cancellationToken) => turn.RunAsync(GrainFactory, work, cancellationToken);
}

/// <inheritdoc cref="IGrowthAgent"/>
[GrainType("growth_agent"), StatelessWorker(AgentGrains.AtOnce)]
public sealed class GrowthAgent(AgentTurn turn) : Grain, IGrowthAgent
{
    public Task<Reply> RunAsync(TurnWork work, CancellationToken cancellationToken) => turn.RunAsync(GrainFactory, work, cancellationToken);
}

/// <summary>Finds the agent a route names.</summary>
public static class AgentGrains
{
    /// <summary>Workers of an agent in one process.</summary>
    internal const int AtOnce = 1024;

    /// <exception cref="InvalidOperationException">There is no such agent.</exception>
    public static IAgent GetAgent(this IGrainFactory grains, string agent) => agent switch
    {
        Router.OnboardingAgent => grains.GetGrain<IOnboardingAgent>(0),
        Router.ResolutionAgent => grains.GetGrain<IResolutionAgent>(0),
        Router.FeedbackAgent => grains.GetGrain<IFeedbackAgent>(0),
        Router.GrowthAgent => grains.GetGrain<IGrowthAgent>(0),
        _ => throw new InvalidOperationException($"There is no agent '{agent}'."),
    };
}
