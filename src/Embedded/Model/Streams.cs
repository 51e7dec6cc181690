using Aegis.Embedded.Streams;

namespace Aegis.Embedded;

/// <summary>Identifies a stream: its namespace and its key.</summary>
public readonly record struct StreamId(string? Namespace, string Key)
{
    public static StreamId Create(string? ns, string key) => new(ns, key);

    public string? GetNamespace() => Namespace;

    public string GetKeyAsString() => Key;

    public override string ToString() => Namespace is null ? Key : $"{Namespace}/{Key}";
}

/// <summary>The place of an item in its stream.</summary>
public abstract class StreamSequenceToken
{
    public abstract long SequenceNumber { get; protected set; }
}

/// <summary>Receives the items of a stream.</summary>
public interface IAsyncObserver<in T>
{
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    Task OnCompletedAsync();

    Task OnErrorAsync(Exception ex);
}

/// <summary>Can be subscribed to.</summary>
public interface IAsyncObservable<T>
{
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);
}

/// <summary>A stream: items may be lost, repeated or late; a failing subscriber hurts no other.</summary>
public interface IAsyncStream<T> : IAsyncObservable<T>, IAsyncObserver<T>
{
    StreamId StreamId { get; }

    string ProviderName { get; }

    /// <summary>The caller's own subscriptions to this stream, to be resumed or ended.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}

/// <summary>Gives streams by id.</summary>
public interface IStreamProvider
{
    string Name { get; }

    IAsyncStream<T> GetStream<T>(StreamId streamId);
}

/// <summary>A subscription; a grain resumes it after each activation.</summary>
public abstract class StreamSubscriptionHandle<T>
{
    public abstract StreamId StreamId { get; }

    public abstract Guid HandleId { get; }

    public abstract Task UnsubscribeAsync();

    public abstract Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null);
}

/// <summary>Streams of grains and clients.</summary>
public static class StreamExtensions
{
    public static IStreamProvider GetStreamProvider(this Grain grain, string name) => grain.Activation.Host.Streams.Get(name);

    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) => ((Runtime.GrainFactory)client).Host.Streams.Get(name);

    public static IAsyncStream<T> GetStream<T>(this IStreamProvider provider, string ns, string id) => provider.GetStream<T>(StreamId.Create(ns, id));

    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(this IAsyncObservable<T> stream, Func<T, StreamSequenceToken?, Task> onNextAsync) =>
        stream.SubscribeAsync(new DelegateObserver<T>(onNextAsync));

    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle, Func<T, StreamSequenceToken?, Task> onNextAsync, StreamSequenceToken? token = null) =>
        handle.ResumeAsync(new DelegateObserver<T>(onNextAsync), token);
}
