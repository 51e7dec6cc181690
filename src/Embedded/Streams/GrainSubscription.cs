using Aegis.Embedded.Runtime;
using Microsoft.Extensions.Logging;

namespace Aegis.Embedded.Streams;

/// <summary>A grain that listens: items are calls to it, in order, and activate it. Without an observer attached they are dropped.</summary>
internal sealed partial class GrainSubscription(EmbeddedHost host, GrainId grainId, Guid handle) : Subscription(handle)
{
    private static readonly GrainMethod s_method = new("Stream", "OnNext", MethodTraits.OneWay);

    public GrainId GrainId => grainId;

    public override void Deliver<T>(Func<IAsyncObserver<T>, StreamSequenceToken, Task> deliver, StreamSequenceToken token) =>
        Deliver(host, grainId, Handle, deliver, token);

    public static void Deliver<T>(
        EmbeddedHost host, GrainId grainId, Guid handle, Func<IAsyncObserver<T>, StreamSequenceToken, Task> deliver, StreamSequenceToken token) =>
        host.Classes.OfType(grainId.Type).Dispatch(grainId.Key, new Delivery<T>(handle, deliver, token));

    private sealed class Delivery<T>(Guid handle, Func<IAsyncObserver<T>, StreamSequenceToken, Task> deliver, StreamSequenceToken token)
        : VoidInvocation(s_method)
    {
        protected override async Task CallVoid(object grain)
        {
            var activation = ((Grain)grain).Activation;
            if (!activation.Extras.Observers.TryGetValue(handle, out var observer) || observer is not IAsyncObserver<T> attached)
                return;
            try
            {
                await deliver(attached, token);
            }
            catch (Exception exception)
            {
                LogDeliveryFailed(activation.Host.Log, exception, activation.GrainId);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{GrainId} failed to handle a stream item")]
    private static partial void LogDeliveryFailed(ILogger logger, Exception exception, GrainId grainId);
}
