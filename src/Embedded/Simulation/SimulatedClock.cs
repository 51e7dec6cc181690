namespace Aegis.Embedded.Simulation;

/// <summary>The world's time as one process sees it.</summary>
internal sealed class SimulatedClock(World world, SimulatedProcess process) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => world.Now;

    public override long GetTimestamp() => world.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(world, process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}

/// <summary>A timer of a simulated process; its callback is work of the process.</summary>
internal sealed class SimulatedTimer(World world, SimulatedProcess process, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period;
    private long _current;
    private bool _disposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed || !process.IsAlive)
            return false;
        _period = period;
        _current = dueTime == Timeout.InfiniteTimeSpan ? 0 : world.Schedule(this, dueTime);
        return true;
    }

    public bool IsDue(long order) => !_disposed && process.IsAlive && order == _current;

    public void Fire()
    {
        _current = _period > TimeSpan.Zero ? world.Schedule(this, _period) : 0;
        new Task(static timer => ((SimulatedTimer)timer!).Call(), this, TaskCreationOptions.DenyChildAttach).Start(process);
    }

    public void Dispose() => _disposed = true;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Call()
    {
        if (!_disposed)
            callback(state);
    }
}
