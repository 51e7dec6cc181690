namespace Aegis.Embedded.Runtime;

/// <summary>Carries a caller's cancellation to the callee: the caller goes on at once, the callee is told in a turn of its own.</summary>
internal sealed class CallCancellation : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;
    private Activation? _activation;

    public CallCancellation(CancellationToken callers, Action answerCaller) =>
        _registration = callers.UnsafeRegister(
            static state =>
            {
                var (cancellation, answer) = ((CallCancellation, Action))state!;
                answer();
                cancellation.Cancel();
            },
            (this, answerCaller));

    public CancellationToken Token => _source.Token;

    public void Begin(Activation activation) => Volatile.Write(ref _activation, activation);

    public void Cancel()
    {
        if (Volatile.Read(ref _activation) is not { } activation)
            return;
        new Task(static source => ((CancellationTokenSource)source!).Cancel(), _source).Start(activation);
    }

    public void Dispose() => _registration.Unregister();
}
