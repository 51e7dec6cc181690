using Aegis.Embedded.Runtime;
using Microsoft.Extensions.Logging;

namespace Aegis.Embedded.Streams;

/// <summary>A listener outside the grains: items reach it one after the other.</summary>
internal sealed partial class ClientSubscription(EmbeddedHost host, Guid handle, object observer) : Subscription(handle), IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private readonly Queue<Func<Task>> _items = new();
    private bool _running;

    public object Observer { get; set; } = observer;

    public override void Deliver<T>(Func<IAsyncObserver<T>, StreamSequenceToken, Task> deliver, StreamSequenceToken token)
    {
        if (Observer is not IAsyncObserver<T> attached)
            return;
        lock (_lock)
        {
            _items.Enqueue(() => deliver(attached, token));
            if (_running)
                return;
            _running = true;
        }

        host.Scheduler.Schedule(this);
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (true)
        {
            Func<Task>? item;
            lock (_lock)
            {
                if (!_items.TryDequeue(out item))
                {
                    _running = false;
                    return;
                }
            }

            try
            {
                await item();
            }
            catch (Exception exception)
            {
                LogDeliveryFailed(host.Log, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A client failed to handle a stream item")]
    private static partial void LogDeliveryFailed(ILogger logger, Exception exception);
}
