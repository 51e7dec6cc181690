using System.Collections.Concurrent;
using System.Diagnostics;

namespace Aegis.Embedded.Runtime;

/// <summary>A grain class in a host, with the activations it has now.</summary>
internal sealed class GrainClass
{
    private readonly ConcurrentDictionary<string, Activation> _activations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WorkerPool>? _pools;

    public GrainClass(EmbeddedHost host, GrainClassInfo info)
    {
        Host = host;
        Info = info;
        CollectionAge = info.CollectionAgeMinutes > 0 ? TimeSpan.FromMinutes(info.CollectionAgeMinutes) : host.Options.CollectionAge;
        if (info.MaxLocalWorkers != 0)
            _pools = new(StringComparer.Ordinal);
    }

    public EmbeddedHost Host { get; }

    public GrainClassInfo Info { get; }

    public string Type => Info.Type;

    public bool Reentrant => Info.Reentrant;

    public TimeSpan CollectionAge { get; }

    public int MaxLocalWorkers => Info.MaxLocalWorkers < 0 ? Host.Options.StatelessWorkers : Info.MaxLocalWorkers;

    public IEnumerable<Activation> Activations =>
        _pools is null ? _activations.Values : _pools.Values.SelectMany(p => p.Snapshot());

    public int Count => _pools is null ? _activations.Count : _pools.Values.Sum(p => p.Count);

    /// <summary>Sends a call the first time; fails it when the host takes no more.</summary>
    public void Send(string key, Invocation call, ref Activation? lastKnown)
    {
        if (!Host.Accepts())
        {
            call.Fail(new InvalidOperationException("The grain host is stopping and takes no more calls."));
            return;
        }

        Host.Telemetry.CallSent(call);
        if (lastKnown is { } known && known.TryEnqueue(call))
            return;
        lastKnown = Dispatch(key, call);
    }

    /// <summary>Brings a call to the key's activation, making one where there is none.</summary>
    public Activation? Dispatch(string key, Invocation call)
    {
        if (_pools is not null)
        {
            _pools.GetOrAdd(key, static (k, c) => new WorkerPool(c, k), this).Dispatch(call);
            return null;
        }

        while (true)
        {
            if (!_activations.TryGetValue(key, out var activation))
                activation = _activations.GetOrAdd(key, static (k, c) => new Activation(c, k, null), this);
            if (activation.TryEnqueue(call))
                return activation;
            Remove(activation);
        }
    }

    public void Remove(Activation activation) => _activations.TryRemove(new(activation.Key, activation));
}
