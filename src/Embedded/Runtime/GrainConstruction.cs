using Aegis.Embedded.State;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Embedded.Runtime;

/// <summary>Hands a grain's constructor what it asks for; used by generated code.</summary>
public readonly struct GrainConstruction
{
    private readonly Activation _activation;

    internal GrainConstruction(Activation activation) => _activation = activation;

    public IPersistentState<TState> State<TState>(string name, string? storageName) =>
        PersistentState<TState>.Attach(_activation, name, _activation.Host.StorageNamed(storageName));

    public TService Service<TService>() where TService : notnull => _activation.ActivationServices.GetRequiredService<TService>();

    public TService? OptionalService<TService>() => _activation.ActivationServices.GetService<TService>();

    public TService KeyedService<TService>(object key) where TService : notnull =>
        _activation.ActivationServices.GetRequiredKeyedService<TService>(key);
}
