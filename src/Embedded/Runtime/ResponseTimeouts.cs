namespace Aegis.Embedded.Runtime;

/// <summary>Something that holds calls without an answer.</summary>
internal interface IWatched
{
    /// <summary>Adds the calls whose response timeout has passed. False when nothing is left to watch.</summary>
    bool TakeOverdue(long now, List<Invocation> overdue);
}

/// <summary>Fails calls whose answer is overdue. One timer, and only while calls go on beyond their first turn: a quick call costs nothing.</summary>
internal sealed class ResponseTimeouts : IDisposable
{
    private readonly Lock _lock = new();
    private readonly EmbeddedHost _host;
    private readonly ITimer _timer;
    private List<IWatched> _watched = [];
    private bool _armed;

    public ResponseTimeouts(EmbeddedHost host)
    {
        _host = host;
        _timer = host.CreateTimer(static state => ((ResponseTimeouts)state!).Sweep(), this);
    }

    public void Watch(IWatched watched)
    {
        lock (_lock)
        {
            _watched.Add(watched);
            Arm();
        }
    }

    /// <summary>Whether the call's timeout has passed; begins to count when it is seen first.</summary>
    public bool IsOverdue(Invocation call, long now)
    {
        if (call.SeenAt == 0)
        {
            call.SeenAt = now;
            return false;
        }

        return _host.Time.GetElapsedTime(call.SeenAt, now) >= TimeoutOf(call);
    }

    public void Dispose() => _timer.Dispose();

    private TimeSpan TimeoutOf(Invocation call) => call.Method.ResponseTimeout ?? _host.Options.ResponseTimeout;

    private void Arm()
    {
        if (_armed)
            return;
        _armed = true;
        _timer.Change(_host.Options.ResponseTimeoutCheckPeriod, Timeout.InfiniteTimeSpan);
    }

    private void Sweep()
    {
        List<IWatched> watched;
        lock (_lock)
        {
            (watched, _watched) = (_watched, []);
            _armed = false;
        }

        var now = Math.Max(1, _host.Time.GetTimestamp());
        var overdue = new List<Invocation>();
        watched.RemoveAll(w => !w.TakeOverdue(now, overdue));
        foreach (var call in overdue)
        {
            call.Fail(new TimeoutException($"{call.Method} did not answer within {TimeoutOf(call)}."));
            call.CancelCallee();
        }

        if (watched.Count == 0)
            return;
        lock (_lock)
        {
            _watched.AddRange(watched);
            Arm();
        }
    }
}
