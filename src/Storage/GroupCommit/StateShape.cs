using Aegis.Storage.States;

namespace Aegis.Storage.GroupCommit;

/// <summary>What the provider must know of a state type before it has read one.</summary>
internal static class StateShape<T>
{
    private static readonly SealedGridState? _sealed = Activator.CreateInstance<T>() as SealedGridState;

    public static bool WholeSealed { get; } = _sealed is { WholeSealed: true };

    /// <summary>Whose data key a grain's state is sealed under; null when the type seals nothing.</summary>
    public static string? KeyScope(string grainKey) => _sealed switch
    {
        null => null,
        { KeyScope: null } => GrainKeys.Customer(grainKey),
        { KeyScope: var name } when name.Contains('/', StringComparison.Ordinal) => name,
        { KeyScope: var name } => $"{GrainKeys.Workspace(grainKey)}/{name}",
    };
}
