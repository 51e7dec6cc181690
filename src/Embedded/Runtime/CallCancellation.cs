namespace Aegis.Embedded.Runtime;

/// <summary>Carries a caller's cancellation to the callee: the caller goes on at once, the callee is told in a turn of its own.</summary>
internal sealed class CallCancellation : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly Lock _lock = new();
    private Activation? _callee;
    private bool _cancelled;

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

    /// <summary>The call begins, in a turn of the callee; it may have been cancelled just before.</summary>
    public void Begin(Activation callee)
    {
        lock (_lock)
        {
            _callee = callee;
            if (!_cancelled)
                return;
        }

        _source.Cancel();
    }

    public void Cancel()
    {
        Activation? callee;
        lock (_lock)
        {
            _cancelled = true;
            callee = _callee;
        }

        if (callee is not null)
            new Task(static source => ((CancellationTokenSource)source!).Cancel(), _source).Start(callee);
    }

    public void Dispose() => _registration.Unregister();
}
