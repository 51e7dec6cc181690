using Aegis.Embedded.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Embedded;

/// <summary>The base of grain classes. Only the host makes instances.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation _activation;

    protected Grain() =>
        _activation = Activation.UnderConstruction
            ?? throw new InvalidOperationException($"{GetType().Name} is a grain: only the host makes it. Get a reference from IGrainFactory.");

    /// <summary>The activation this instance lives in.</summary>
    public IGrainContext GrainContext => _activation;

    protected IGrainFactory GrainFactory => _activation.Host.Grains;

    protected internal IServiceProvider ServiceProvider => _activation.ActivationServices;

    internal Activation Activation => _activation;

    /// <summary>Runs before the first call; a failure fails the calls that wait and leaves no activation.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call; not when the process dies.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Leaves memory when the running calls have ended; calls that wait go to the next activation.</summary>
    protected void DeactivateOnIdle() => this.AsGrainBase().DeactivateOnIdle();

    /// <summary>Keeps the activation from idle collection for this long from now; zero or less allows it again.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => _activation.DelayDeactivation(timeSpan);

    private IGrainBase AsGrainBase() => this;
}
