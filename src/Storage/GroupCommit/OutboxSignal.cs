namespace Aegis.Storage.GroupCommit;

/// <summary>Tells the relay of this process that outbox rows were committed. A relay takes <see cref="Next"/>, empties the outbox, then awaits what it took: no news is missed.</summary>
public sealed class OutboxSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes at the next commit that has outbox rows.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    internal void Raise()
    {
        if (!Volatile.Read(ref _next).Task.IsCompleted)
            Interlocked.Exchange(ref _next, New()).TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
