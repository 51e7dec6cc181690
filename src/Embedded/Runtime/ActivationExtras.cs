namespace Aegis.Embedded.Runtime;

/// <summary>What few activations need, apart so that the others stay small. Touched in turns of the activation only.</summary>
internal sealed class ActivationExtras
{
    public DeactivationReason? Reason { get; set; }

    public DateTimeOffset KeptUntil { get; set; }

    public List<GrainTimer> Timers { get; } = [];

    /// <summary>What the grain attached to its stream subscriptions, by handle.</summary>
    public Dictionary<Guid, object> Observers { get; } = [];

    public void DisposeTimers()
    {
        foreach (var timer in Timers.ToArray())
            timer.Dispose();
    }
}
