using Aegis.Eval.Running;

namespace Aegis.Eval.Commands;

/// <summary>The brains there are to evaluate.</summary>
internal static class Brains
{
    public const string Playbook = "playbook";
    public const string Model = "model";

    /// <exception cref="OptionException">There is no such brain, or no model is configured.</exception>
    public static Brain Named(string name) => name switch
    {
        Playbook => Brain.Playbook,
        _ => throw new OptionException($"--brain is '{name}'; write {Playbook}."),
    };
}
