namespace Aegis.Embedded.Simulation;

/// <summary>A world run by one thread: its seed decides which work runs next and its clock moves only when no work is left. The same seed runs the same way again.</summary>
public sealed class World(ulong seed)
{
    private readonly List<(SimulatedProcess Owner, Task Work)> _runnable = [];
    private readonly PriorityQueue<SimulatedTimer, (long DueTicks, long Order)> _timers = new();
    private readonly Dice _schedule = new(seed);
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _order;
    private int _processes;

    /// <summary>Chance for everything in the world but the order of work.</summary>
    public Dice Dice { get; } = new Dice(seed ^ 0xA5A5A5A5A5A5A5A5);

    public ulong Seed => seed;

    public static DateTimeOffset Beginning { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Ticks since the beginning.</summary>
    public long Ticks { get; private set; }

    public DateTimeOffset Now => Beginning.AddTicks(Ticks);

    /// <summary>Pieces of work run so far.</summary>
    public long Steps { get; private set; }

    /// <summary>A digest of every choice and every noted event: equal for two runs exactly when they ran the same way.</summary>
    public ulong Trace { get; private set; } = 14695981039346656037UL;

    public SimulatedProcess Start(string name) => new(this, name, ++_processes);

    /// <summary>Where work first came from another thread, or null: such a world cannot be replayed.</summary>
    public string? Escape { get; private set; }

    /// <summary>Adds something that happened to the trace.</summary>
    public void Note(ulong what) => Trace = (Trace ^ what) * 1099511628211UL;

    /// <summary>Runs one piece of work, or moves the clock to the next timer when there is none. False when nothing can ever happen again.</summary>
    public bool Step()
    {
        if (_runnable.Count > 0)
        {
            RunOne();
            return true;
        }

        while (_timers.TryDequeue(out var timer, out var due))
        {
            if (!timer.IsDue(due.Order))
                continue;
            Ticks = Math.Max(Ticks, due.DueTicks);
            timer.Fire();
            return true;
        }

        return false;
    }

    /// <summary>Lets time pass at once, as when a machine sleeps or its clock is set forward; what fell due runs after.</summary>
    public void Leap(TimeSpan time) => Ticks += time.Ticks;

    internal void Enqueue(SimulatedProcess owner, Task work)
    {
        if (IsHere())
            _runnable.Add((owner, work));
    }

    internal void Drop(SimulatedProcess owner) => _runnable.RemoveAll(r => r.Owner == owner);

    internal long Schedule(SimulatedTimer timer, TimeSpan after)
    {
        if (!IsHere())
            return 0;
        var order = ++_order;
        _timers.Enqueue(timer, (Ticks + Math.Max(0, after.Ticks), order));
        return order;
    }

    private bool IsHere()
    {
        if (Environment.CurrentManagedThreadId == _thread)
            return true;
        Escape ??= Environment.StackTrace;
        return false;
    }

    private void RunOne()
    {
        var index = _schedule.Below(_runnable.Count);
        var (owner, work) = _runnable[index];
        _runnable[index] = _runnable[^1];
        _runnable.RemoveAt(_runnable.Count - 1);
        Steps++;
        Note(((ulong)(uint)_runnable.Count << 32) ^ ((ulong)(uint)owner.Number << 16) ^ (ulong)Ticks);
        owner.Run(work);
    }
}
