namespace Aegis.Embedded.Runtime;

internal sealed partial class Activation : IThreadPoolWorkItem
{
    /// <summary>Turns in a row before other activations get the thread.</summary>
    private const int TurnsInARow = 256;

    [ThreadStatic]
    private static Activation? t_running;

    /// <summary>The activation whose turn runs on this thread.</summary>
    public static Activation? Running => t_running;

    public override int MaximumConcurrencyLevel => 1;

    void IThreadPoolWorkItem.Execute()
    {
        var outer = t_running;
        t_running = this;
        try
        {
            // Turns run inside a task of this scheduler: TaskScheduler.Current is the activation, and awaits come back to it.
            new Task(static activation => ((Activation)activation!).RunTurns(), this, TaskCreationOptions.DenyChildAttach)
                .RunSynchronously(this);
        }
        finally
        {
            t_running = outer;
        }
    }

    protected override void QueueTask(Task task)
    {
        bool schedule;
        lock (this)
        {
            if (_nextTask is null)
                _nextTask = task;
            else
                (_moreTasks ??= new Queue<Task>(2)).Enqueue(task);
            schedule = !_scheduled;
            _scheduled = true;
        }

        if (schedule)
            Host.Scheduler.Schedule(this);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && t_running == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (this)
            return [.. new[] { _nextTask }.OfType<Task>(), .. _moreTasks ?? []];
    }

    private void RunTurns()
    {
        Invocation? ended = null;
        for (var turn = 0; ; turn++)
        {
            Task? task;
            Invocation? call = null;
            var phase = Phase.Active;
            lock (this)
            {
                if (ended is not null)
                    Ended(ended);
                task = turn < TurnsInARow ? TakeTask() : null;
                if (turn == TurnsInARow)
                    break;
                if (task is null && (phase = NextPhase()) == Phase.Active && (call = TakeCall()) is null)
                {
                    EndTurns();
                    return;
                }
            }

            ended = null;
            if (task is not null)
                TryExecuteTask(task);
            else if (call is not null)
                ended = Begin(call) ? call : null;
            else
                Move(phase);
        }

        Host.Scheduler.Schedule(this);
    }

    /// <summary>The phase to move to now; Active when there is none to move to.</summary>
    private Phase NextPhase()
    {
        if (_phase == Phase.New)
            return _phase = Phase.Entering;
        if (_phase == Phase.Active && _leaving && _running == 0)
            return _phase = Phase.Leaving;
        return Phase.Active;
    }

    private void Move(Phase phase)
    {
        if (phase == Phase.Entering)
            _ = EnterAsync();
        else
            _ = LeaveAsync();
        Isolate();
    }

    private bool Begin(Invocation call)
    {
        Host.Telemetry.CallBegins(call, this);
        var ended = call.Run(this);
        if (ended)
            Host.Telemetry.CallEnds(call);
        Isolate();
        return ended;
    }

    /// <summary>Ambient context that a call leaves behind does not reach the next one.</summary>
    private static void Isolate()
    {
        if (ExecutionContext.Capture() is { } context && context != Ambient.Empty)
            ExecutionContext.Restore(Ambient.Empty);
    }

    private void EndTurns()
    {
        _scheduled = false;
        var busy = _running > 0 || _firstWaiting is not null;
        if (busy && !_watched)
        {
            _watched = true;
            Host.Timeouts.Watch(this);
        }

        if (!busy && _worked && pool is not null && _phase == Phase.Active)
        {
            _worked = false;
            pool.Rest(this);
        }
    }

    private Task? TakeTask()
    {
        var task = _nextTask;
        if (task is not null)
            _nextTask = _moreTasks is { Count: > 0 } more ? more.Dequeue() : null;
        return task;
    }
}
