namespace Aegis.Embedded.Streams;

/// <summary>One who listens to a stream.</summary>
internal abstract class Subscription(Guid handle)
{
    public Guid Handle => handle;

    public abstract void Deliver<T>(Func<IAsyncObserver<T>, StreamSequenceToken, Task> deliver, StreamSequenceToken token);
}
