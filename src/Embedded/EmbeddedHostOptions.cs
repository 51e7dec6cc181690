using System.Reflection;

namespace Aegis.Embedded;

/// <summary>How the Embedded host runs.</summary>
public sealed class EmbeddedHostOptions
{
    private readonly List<Assembly> _assemblies = [];

    /// <summary>How long a caller waits for an answer where the method does not say.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often overdue calls are looked for; a timeout is late by up to twice this.</summary>
    public TimeSpan ResponseTimeoutCheckPeriod { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long an activation may be idle before it is collected, where its class does not say.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for.</summary>
    public TimeSpan CollectionPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long OnDeactivateAsync may take before the activation goes without it.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stopping host waits for the next activation to leave.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The shortest period of a reminder; below a minute only in tests.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Local activations of a stateless worker that names no limit; far above the cores, as workers wait for others most of the time.</summary>
    public int StatelessWorkers { get; set; } = 256;

    /// <summary>The clock; null for the registered <see cref="System.TimeProvider"/>, or the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Where turns run; null for the thread pool.</summary>
    public IWorkScheduler? Scheduler { get; set; }

    internal IReadOnlyList<Assembly> Assemblies => _assemblies;

    /// <summary>Adds the grain classes of an assembly.</summary>
    public EmbeddedHostOptions AddGrains(Assembly assembly)
    {
        _assemblies.Add(assembly);
        return this;
    }

    internal void Validate()
    {
        Positive(ResponseTimeout, nameof(ResponseTimeout));
        Positive(ResponseTimeoutCheckPeriod, nameof(ResponseTimeoutCheckPeriod));
        Positive(CollectionAge, nameof(CollectionAge));
        Positive(CollectionPeriod, nameof(CollectionPeriod));
        Positive(DeactivationTimeout, nameof(DeactivationTimeout));
        Positive(ShutdownTimeout, nameof(ShutdownTimeout));
        Positive(MinimumReminderPeriod, nameof(MinimumReminderPeriod));
        if (StatelessWorkers < 1)
            throw new InvalidOperationException($"{nameof(StatelessWorkers)} is {StatelessWorkers}: it must be 1 or more.");
    }

    private static void Positive(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero)
            throw new InvalidOperationException($"{name} is {value}: it must be more than zero.");
    }
}

/// <summary>Where turns run. A simulation brings its own, to decide their order.</summary>
public interface IWorkScheduler
{
    /// <summary>Runs the work once, soon, and not on the caller's stack.</summary>
    void Schedule(IThreadPoolWorkItem work);
}
