using Aegis.Conversations;

namespace Aegis.Grains.Agents;

/// <summary>Works a turn out, from what is known to the reply. It proposes: policy decides what is done.</summary>
public interface IBrain
{
    /// <param name="tools">Makes the moves, and reports each as a step.</param>
    /// <param name="facts">What is known, which may be what another brain has done of the turn already.</param>
    Task<Thought> ThinkAsync(ToolBox tools, Facts facts, CancellationToken cancellationToken);
}

/// <summary>What came of a turn.</summary>
/// <param name="Facts">All that was found and done.</param>
public sealed record Thought(Facts Facts, Reply Reply);

/// <summary>What a brain may want done.</summary>
public abstract record Move
{
    private Move() { }

    /// <summary>Reads the customer's profile, keys and actions.</summary>
    public sealed record ReadProfile : Move;

    /// <summary>Uses a tool that only looks; what it finds is added to <see cref="Facts.Findings"/>.</summary>
    public sealed record Look(string Tool, ImmutableSortedDictionary<string, string> Arguments) : Move;

    /// <summary>Starts a workflow, or finds where it stands.</summary>
    public sealed record StartWorkflow(string Kind) : Move;

    /// <summary>Proposes an action; with a workflow's step, moves the workflow on by its outcome.</summary>
    public sealed record Act(string OperationId, string Tool, ImmutableSortedDictionary<string, string> Arguments, int? WorkflowStep = null) : Move;

    /// <summary>Nothing more to do: answers from the facts.</summary>
    public sealed record Answer : Move;
}
