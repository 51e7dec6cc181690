using Aegis.Eval.Running;

namespace Aegis.Eval.Checks;

/// <summary>Expectations of a scenario that were not met.</summary>
public sealed class MissList(string file)
{
    private readonly List<Miss> _misses = [];

    public ImmutableArray<Miss> All => [.. _misses];

    public void Add(int line, string message) => _misses.Add(new($"{file}:{line}", message));
}
