namespace Aegis.Grains.Outbox;

/// <summary>Tells readers in this process that new events were numbered. Take <see cref="Next"/>, read, then await what was taken: nothing is missed.</summary>
public sealed class NewsSignal
{
    private TaskCompletionSource _next = New();

    public Task Next => Volatile.Read(ref _next).Task;

    public void Announce() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
