using Microsoft.Extensions.Logging;

namespace Aegis.Embedded.Runtime;

/// <summary>A grain timer; it is also its own tick, queued like a call, one at a time.</summary>
internal sealed partial class GrainTimer : Invocation, IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _ticking;
    private bool _disposed;

    private GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
        : base(new GrainMethod(activation.Class.Type, "Timer", TraitsOf(options)))
    {
        _activation = activation;
        _callback = callback;
        _period = options.Period;
        _timer = activation.Host.CreateTimer(static state => ((GrainTimer)state!).Due(), this);
    }

    internal override bool IsAnswered => _disposed;

    public static GrainTimer Start(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(activation, callback, options);
        activation.Extras.Timers.Add(timer);
        timer._timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
        return timer;
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        if (!_disposed)
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _timer.Dispose();
        _cancellation.Cancel();
        _activation.Extras.Timers.Remove(this);
    }

    internal override bool Run(Activation activation)
    {
        var running = TickAsync();
        if (running.IsCompleted)
            return true;
        activation.CallPends(this);
        running.ContinueWith(
            static (_, state) => ((GrainTimer)state!)._activation.CallEnded((GrainTimer)state), this,
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, activation);
        return false;
    }

    internal override void Fail(Exception exception) => _ticking = false;

    private static MethodTraits TraitsOf(GrainTimerCreationOptions options) =>
        (options.Interleave ? MethodTraits.AlwaysInterleave : MethodTraits.None)
        | (options.KeepAlive ? MethodTraits.None : MethodTraits.Background);

    private void Due()
    {
        if (_disposed || _ticking)
            return;
        _ticking = true;
        Next = null;
        SeenAt = 0;
        _activation.TryEnqueue(this);
    }

    private async Task TickAsync()
    {
        try
        {
            await _callback(_cancellation.Token);
        }
        catch (Exception exception)
        {
            if (!_disposed)
                LogTickFailed(_activation.Host.Log, exception, _activation.GrainId);
        }

        _ticking = false;
        if (!_disposed && _period != Timeout.InfiniteTimeSpan)
            _timer.Change(_period, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer of {GrainId} failed")]
    private static partial void LogTickFailed(ILogger logger, Exception exception, GrainId grainId);
}
