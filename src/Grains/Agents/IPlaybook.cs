using Aegis.Conversations;

namespace Aegis.Grains.Agents;

/// <summary>A fixed way with some intents: which move comes next, and how the reply reads. Pure: the same facts give the same move and text.</summary>
public interface IPlaybook
{
    bool Handles(string intent);

    Move Next(Facts facts);

    Reply Write(Facts facts, ImmutableArray<TurnStep> steps);
}

/// <summary>The playbooks there are; each intent has one.</summary>
public sealed class Playbooks(IEnumerable<IPlaybook> all)
{
    private readonly IPlaybook[] _all = [.. all];

    public bool Have(string intent) => Array.Exists(_all, playbook => playbook.Handles(intent));

    /// <exception cref="InvalidOperationException">No playbook handles the intent: the route was wrong.</exception>
    public IPlaybook For(string intent) =>
        Array.Find(_all, playbook => playbook.Handles(intent)) ?? throw new InvalidOperationException($"No playbook handles '{intent}'.");
}

/// <summary>The brain that is always there: it plays the intent's playbook.</summary>
public sealed class PlaybookBrain(Playbooks playbooks) : IBrain
{
    public async Task<Thought> ThinkAsync(ToolBox tools, Facts facts, CancellationToken cancellationToken)
    {
        var playbook = playbooks.For(facts.Work.Route.Intent);
        while (playbook.Next(facts) is var move and not Move.Answer)
            facts = await tools.MakeAsync(move, facts, cancellationToken);
        return new(facts, playbook.Write(facts, tools.Steps));
    }
}
