namespace Aegis.Dashboard.Grid;

/// <summary>Turns a burst of signals into few calls: the first soon, then at most one per interval, and always one after the last signal.</summary>
public sealed class CallbackThrottler(TimeProvider time, TimeSpan interval, Func<Task> callback) : IDisposable
{
    private readonly Lock _gate = new();
    private bool _running;
    private bool _signalled;
    private bool _disposed;

    public void Signal()
    {
        lock (_gate)
        {
            _signalled = true;
            if (_running || _disposed)
                return;
            _running = true;
        }

        _ = RunAsync();
    }

    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
    }

    private async Task RunAsync()
    {
        while (TakeSignal())
        {
            await callback();
            await Task.Delay(interval, time, CancellationToken.None);
        }
    }

    private bool TakeSignal()
    {
        lock (_gate)
        {
            var go = _running = _signalled && !_disposed;
            _signalled = false;
            return go;
        }
    }
}
