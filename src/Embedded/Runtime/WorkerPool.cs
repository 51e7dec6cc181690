namespace Aegis.Embedded.Runtime;

/// <summary>The activations of one stateless worker: a call goes to an idle one, to a new one, or waits for the first that is free.</summary>
internal sealed class WorkerPool(GrainClass grainClass, string key) : IWatched
{
    private readonly Lock _lock = new();
    private readonly List<Activation> _all = [];
    private readonly Stack<Activation> _idle = new();
    private readonly Queue<Invocation> _waiting = new();
    private bool _watched;

    public int Count
    {
        get
        {
            lock (_lock)
                return _all.Count;
        }
    }

    public List<Activation> Snapshot()
    {
        lock (_lock)
            return [.. _all];
    }

    public void Dispatch(Invocation call)
    {
        while (true)
        {
            Activation worker;
            lock (_lock)
            {
                if (!_idle.TryPop(out worker!))
                {
                    if (_all.Count >= grainClass.MaxLocalWorkers)
                    {
                        _waiting.Enqueue(call);
                        if (!_watched)
                            grainClass.Host.Timeouts.Watch(this);
                        _watched = true;
                        return;
                    }

                    worker = new Activation(grainClass, key, this);
                    _all.Add(worker);
                }
            }

            if (worker.TryEnqueue(call))
                return;
        }
    }

    /// <summary>A worker has nothing to do: it takes the next waiting call or rests.</summary>
    public void Rest(Activation worker)
    {
        Invocation? next;
        lock (_lock)
        {
            do
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _idle.Push(worker);
                    return;
                }
            }
            while (next.IsAnswered);
        }

        if (!worker.TryEnqueue(next))
            Dispatch(next);
    }

    public void Remove(Activation worker)
    {
        Invocation? next;
        lock (_lock)
        {
            _all.Remove(worker);
            _waiting.TryDequeue(out next);
        }

        if (next is not null)
            Dispatch(next);
    }

    public bool TakeOverdue(long now, List<Invocation> overdue)
    {
        lock (_lock)
        {
            foreach (var call in _waiting)
            {
                if (!call.IsAnswered && grainClass.Host.Timeouts.IsOverdue(call, now))
                    overdue.Add(call);
            }

            return _watched = _waiting.Count > 0;
        }
    }
}
