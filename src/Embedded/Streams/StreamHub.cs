using Aegis.Embedded.Runtime;

namespace Aegis.Embedded.Streams;

/// <summary>The streams of one host and who listens. Nothing is kept: an item reaches those subscribed when it is sent.</summary>
internal sealed class StreamHub(EmbeddedHost host)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Provider, StreamId Stream), List<Subscription>> _subscriptions = [];
    private long _sequence;
    private long _handles;

    public EmbeddedHost Host => host;

    public IStreamProvider Get(string name) => new StreamProvider(this, name);

    public Guid NewHandle() => HandleOf(0, Interlocked.Increment(ref _handles));

    public void Add(string provider, StreamId stream, Subscription subscription)
    {
        lock (_lock)
        {
            if (!_subscriptions.TryGetValue((provider, stream), out var list))
                _subscriptions[(provider, stream)] = list = [];
            list.Add(subscription);
        }
    }

    public void Remove(string provider, StreamId stream, Guid handle)
    {
        lock (_lock)
        {
            if (!_subscriptions.TryGetValue((provider, stream), out var list))
                return;
            list.RemoveAll(s => s.Handle == handle);
            if (list.Count == 0)
                _subscriptions.Remove((provider, stream));
        }
    }

    public List<Subscription> Of(string provider, StreamId stream)
    {
        lock (_lock)
            return [.. _subscriptions.GetValueOrDefault((provider, stream), [])];
    }

    /// <summary>Hands an item, a completion or an error to every subscriber; a failing one hurts no other.</summary>
    public void Publish<T>(string provider, StreamId stream, Func<IAsyncObserver<T>, StreamSequenceToken, Task> deliver)
    {
        var token = new SequenceToken(Interlocked.Increment(ref _sequence));
        foreach (var subscription in Of(provider, stream))
            subscription.Deliver(deliver, token);
        foreach (var grainClass in host.Classes.All)
        {
            if (IsImplicit(grainClass, stream))
                GrainSubscription.Deliver(host, new GrainId(grainClass.Type, stream.Key), ImplicitHandle(stream), deliver, token);
        }
    }

    public static bool IsImplicit(GrainClass grainClass, StreamId stream) =>
        stream.Namespace is { } ns && Array.IndexOf(grainClass.Info.StreamNamespaces, ns) >= 0;

    /// <summary>The handle of the subscription that a grain class has by its attribute.</summary>
    public static Guid ImplicitHandle(StreamId stream)
    {
        // FNV-1a over the stream's name: stable, and apart from the counted handles by its first half.
        var hash = 14695981039346656037UL;
        foreach (var c in stream.ToString())
            hash = (hash ^ c) * 1099511628211UL;
        return HandleOf(1, (long)hash);
    }

    private static Guid HandleOf(int kind, long number) =>
        new(kind, 0, 0, BitConverter.GetBytes(number));

    private sealed class SequenceToken(long number) : StreamSequenceToken
    {
        public override long SequenceNumber { get; protected set; } = number;
    }
}
