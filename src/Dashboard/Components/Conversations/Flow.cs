using Aegis.Conversations;

namespace Aegis.Dashboard.Components.Conversations;

/// <summary>A station of a turn, and the tools that were called from it.</summary>
internal sealed record FlowNode(TurnStep Step, ImmutableArray<TurnStep> Tools)
{
    public double Longest => Tools.Max(t => t.DurationMs);

    /// <summary>The milliseconds from the station's begin to the end of its last tool.</summary>
    public double DurationMs => Tools.Select(t => (t.At - Step.At).TotalMilliseconds + t.DurationMs).Append(Step.DurationMs).Max();

    /// <summary>What stands above the name; null where the name says it already.</summary>
    public string? Kind => string.Equals(Step.Name, Step.Type.ToString(), StringComparison.OrdinalIgnoreCase) ? null : Step.Type.ToString();

    public string Name => Kind is null ? Step.Type.ToString() : Step.Name;
}

/// <summary>Arranges a turn's steps: query → orchestrator → agent, tools under whoever called them.</summary>
internal static class Flow
{
    public static ImmutableArray<FlowNode> Of(ImmutableArray<TurnStep> steps)
    {
        var nodes = ImmutableArray.CreateBuilder<FlowNode>();
        foreach (var step in steps)
            if (step.Type == StepType.Tool && nodes.Count > 0)
                nodes[^1] = nodes[^1] with { Tools = nodes[^1].Tools.Add(step) };
            else
                nodes.Add(new FlowNode(step, []));
        return nodes.ToImmutable();
    }

    /// <summary>Who answered, in order: one agent, or several whose replies became one.</summary>
    public static IEnumerable<string> Agents(Reply reply) =>
        reply.Steps.IsDefaultOrEmpty ? [Named(reply.Agent)] : reply.Steps.Where(s => s.Type == StepType.Agent).Select(s => s.Name).Prepend(Named(reply.Agent)).Distinct();

    private static string Named(string agent) => agent.Length == 0 ? "Aegis" : agent;
}
