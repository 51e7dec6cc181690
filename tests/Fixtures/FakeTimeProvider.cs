namespace Aegis.Fixtures;

/// <summary>A clock that stands still until its one driver advances it; timers fire in order, at their time, on the driver's thread.</summary>
public sealed class FakeTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<(FakeTimer Timer, long Version), (long DueTicks, long Order)> _due = new();
    private long _ticks;
    private long _order;

    public FakeTimeProvider() : this(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start.AddTicks(GetTimestamp());

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>When the next timer fires, or null when none waits.</summary>
    public DateTimeOffset? NextTimerAt
    {
        get
        {
            lock (_lock)
                return PeekDue() is { } due ? start.AddTicks(due) : null;
        }
    }

    /// <summary>Whether a timer waits that fires at this time.</summary>
    public bool HasTimerAt(DateTimeOffset at)
    {
        var due = (at - start).Ticks;
        lock (_lock)
            return _due.UnorderedItems.Any(entry => entry.Priority.DueTicks == due && entry.Element.Timer.Version == entry.Element.Version);
    }

    public void Advance(TimeSpan time)
    {
        var until = GetTimestamp() + time.Ticks;
        while (true)
        {
            FakeTimer? timer = null;
            lock (_lock)
            {
                if (PeekDue() is { } due && due <= until)
                {
                    timer = _due.Dequeue().Timer;
                    Interlocked.Exchange(ref _ticks, Math.Max(_ticks, due));
                    timer.Repeat();
                }
            }

            if (timer is null)
                break;
            timer.Fire();
        }

        Interlocked.Exchange(ref _ticks, until);
    }

    private long? PeekDue()
    {
        while (_due.TryPeek(out var entry, out var priority))
        {
            if (entry.Timer.Version == entry.Version)
                return priority.DueTicks;
            _due.Dequeue();
        }

        return null;
    }

    private sealed class FakeTimer(FakeTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private bool _disposed;

        public long Version { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                if (_disposed)
                    return false;
                _period = period;
                Schedule(dueTime);
                return true;
            }
        }

        public void Repeat() => Schedule(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan);

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._lock)
            {
                _disposed = true;
                Version++;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Schedule(TimeSpan after)
        {
            Version++;
            if (after != Timeout.InfiniteTimeSpan)
                clock._due.Enqueue((this, Version), (clock.GetTimestamp() + after.Ticks, clock._order++));
        }
    }
}
