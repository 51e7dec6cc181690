using Aegis.Embedded.Runtime;

namespace Aegis.Embedded.Streams;

/// <summary>Gives the streams of one provider name.</summary>
internal sealed class StreamProvider(StreamHub hub, string name) : IStreamProvider
{
    public string Name => name;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new Stream<T>(hub, name, streamId);
}

/// <summary>A stream, by its name; holds nothing itself.</summary>
internal sealed class Stream<T>(StreamHub hub, string provider, StreamId id) : IAsyncStream<T>
{
    public StreamId StreamId => id;

    public string ProviderName => provider;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => Publish((observer, at) => observer.OnNextAsync(item, at));

    public Task OnCompletedAsync() => Publish((observer, _) => observer.OnCompletedAsync());

    public Task OnErrorAsync(Exception ex) => Publish((observer, _) => observer.OnErrorAsync(ex));

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
    {
        if (Activation.Running is not { } activation)
            return Attached(new ClientSubscription(hub.Host, hub.NewHandle(), observer));

        var isImplicit = StreamHub.IsImplicit(activation.Class, id) && activation.Key == id.Key;
        var handle = isImplicit ? StreamHub.ImplicitHandle(id) : hub.NewHandle();
        activation.Extras.Observers[handle] = observer;
        return isImplicit
            ? Task.FromResult<StreamSubscriptionHandle<T>>(new Handle(hub, provider, id, handle))
            : Attached(new GrainSubscription(hub.Host, activation.GrainId, handle));
    }

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles()
    {
        var mine = Activation.Running?.GrainId;
        var own = hub.Of(provider, id).Where(s => s is GrainSubscription grain ? grain.GrainId == mine : mine is null);
        return Task.FromResult<IList<StreamSubscriptionHandle<T>>>(
            [.. own.Select(s => new Handle(hub, provider, id, s.Handle))]);
    }

    private Task Publish(Func<IAsyncObserver<T>, StreamSequenceToken, Task> deliver)
    {
        hub.Publish(provider, id, deliver);
        return Task.CompletedTask;
    }

    private Task<StreamSubscriptionHandle<T>> Attached(Subscription subscription)
    {
        hub.Add(provider, id, subscription);
        return Task.FromResult<StreamSubscriptionHandle<T>>(new Handle(hub, provider, id, subscription.Handle));
    }

    private sealed class Handle(StreamHub hub, string provider, StreamId id, Guid handle) : StreamSubscriptionHandle<T>
    {
        public override StreamId StreamId => id;

        public override Guid HandleId => handle;

        public override Task UnsubscribeAsync()
        {
            hub.Remove(provider, id, handle);
            Activation.Running?.Extras.Observers.Remove(handle);
            return Task.CompletedTask;
        }

        public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
        {
            if (Activation.Running is { } activation)
                activation.Extras.Observers[handle] = observer;
            else if (hub.Of(provider, id).Find(s => s.Handle == handle) is ClientSubscription client)
                client.Observer = observer;
            return Task.FromResult<StreamSubscriptionHandle<T>>(this);
        }
    }
}
