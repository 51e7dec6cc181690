namespace Aegis.Embedded.Runtime;

internal sealed partial class Activation
{
    /// <summary>Queues a call. False when this activation has gone: the caller asks the directory again.</summary>
    public bool TryEnqueue(Invocation call)
    {
        bool schedule, watch;
        lock (this)
        {
            if (_phase == Phase.Gone)
                return false;
            if (_lastWaiting is null)
                _firstWaiting = call;
            else
                _lastWaiting.Next = call;
            _lastWaiting = call;
            if (Overtakes(call))
                _overtakers++;

            schedule = !_scheduled && (_phase == Phase.New || MayStart(call));
            watch = !schedule && !_watched;
            _scheduled |= schedule;
            _watched |= watch;
        }

        if (schedule)
            Host.Scheduler.Schedule(this);
        else if (watch)
            Host.Timeouts.Watch(this);
        return true;
    }

    public bool TakeOverdue(long now, List<Invocation> overdue)
    {
        lock (this)
        {
            for (var call = _pending; call is not null; call = call.Next)
                AddOverdue(call, now, overdue);
            Invocation? before = null;
            for (var call = _firstWaiting; call is not null; call = call.Next)
            {
                if (call.IsAnswered || AddOverdue(call, now, overdue))
                    UnlinkWaiting(call, before);
                else
                    before = call;
            }

            return _watched = _running > 0 || _firstWaiting is not null;
        }
    }

    private bool AddOverdue(Invocation call, long now, List<Invocation> overdue)
    {
        if (call.IsAnswered || !Host.Timeouts.IsOverdue(call, now))
            return false;
        overdue.Add(call);
        return true;
    }

    private static bool Overtakes(Invocation call) => call.Method.Is(MethodTraits.AlwaysInterleave | MethodTraits.ReadOnly);

    private bool MayStart(Invocation call)
    {
        if (_phase != Phase.Active || _leaving)
            return false;
        if (_blocking == 0 || grainClass.Reentrant)
            return true;
        return call.Method.Is(MethodTraits.AlwaysInterleave) || (_onlyReaders && call.Method.Is(MethodTraits.ReadOnly));
    }

    /// <summary>Takes the first waiting call that may start now.</summary>
    private Invocation? TakeCall()
    {
        Invocation? before = null;
        for (var call = _firstWaiting; call is not null; call = call.Next)
        {
            if (call.IsAnswered)
            {
                UnlinkWaiting(call, before);
                continue;
            }

            if (MayStart(call))
            {
                UnlinkWaiting(call, before);
                Started(call);
                return call;
            }

            if (_overtakers == 0)
                return null;
            before = call;
        }

        return null;
    }

    private void UnlinkWaiting(Invocation call, Invocation? before)
    {
        if (before is null)
            _firstWaiting = call.Next;
        else
            before.Next = call.Next;
        if (_lastWaiting == call)
            _lastWaiting = before;
        if (Overtakes(call))
            _overtakers--;
    }

    private void Started(Invocation call)
    {
        call.Next = null;
        _running++;
        if (call.Method.Is(MethodTraits.AlwaysInterleave))
            return;
        var reads = call.Method.Is(MethodTraits.ReadOnly);
        _onlyReaders = reads && (_blocking == 0 || _onlyReaders);
        _blocking++;
    }

    private void Ended(Invocation call)
    {
        _running--;
        if (!call.Method.Is(MethodTraits.AlwaysInterleave))
            _blocking--;
        _worked = true;
        if (!call.Method.Is(MethodTraits.Background))
            _usedAt = Host.Collection.Now;
    }

    /// <summary>A call goes on after its first turn; told before anything can end it.</summary>
    public void CallPends(Invocation call)
    {
        lock (this)
        {
            call.Next = _pending;
            _pending = call;
        }
    }

    /// <summary>A call that went on after its first turn has ended.</summary>
    public void CallEnded(Invocation call)
    {
        Host.Telemetry.CallEnds(call);
        bool schedule;
        lock (this)
        {
            UnlinkPending(call);
            Ended(call);
            schedule = !_scheduled;
            _scheduled = true;
        }

        if (schedule)
            Host.Scheduler.Schedule(this);
    }

    private void UnlinkPending(Invocation call)
    {
        if (_pending == call)
        {
            _pending = call.Next;
            return;
        }

        for (var before = _pending; before is not null; before = before.Next)
        {
            if (before.Next != call)
                continue;
            before.Next = call.Next;
            return;
        }
    }
}
