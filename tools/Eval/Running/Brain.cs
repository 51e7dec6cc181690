namespace Aegis.Eval.Running;

/// <summary>What decides the agents' moves in an evaluation.</summary>
/// <param name="Name">"playbook", or the model's name.</param>
/// <param name="Settings">The model's settings by configuration key; none for the playbooks.</param>
/// <param name="Replace">Puts services in place of the program's: how a test plants a fault.</param>
public sealed record Brain(string Name, ImmutableDictionary<string, string?> Settings, Action<IServiceCollection> Replace)
{
    public static readonly Brain Playbook = new("playbook", ImmutableDictionary<string, string?>.Empty, _ => { });
}
