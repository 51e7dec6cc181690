namespace Aegis.Embedded.Simulation;

/// <summary>A process in a simulated world: all it does, timers included, is work of this scheduler, and ends when it is killed.</summary>
public sealed class SimulatedProcess : TaskScheduler, IWorkScheduler
{
    private readonly World _world;
    private readonly TaskCompletionSource _killed = new();

    internal SimulatedProcess(World world, string name, int number)
    {
        _world = world;
        Name = name;
        Number = number;
        Clock = new SimulatedClock(world, this);
    }

    public string Name { get; }

    public int Number { get; }

    public bool IsAlive { get; private set; } = true;

    /// <summary>The world's clock; timers made here die with the process.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Completes when the process was killed.</summary>
    public Task Killed => _killed.Task;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs code in this process.</summary>
    public Task Run(Func<Task> code) =>
        Task.Factory.StartNew(code, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Ends the process between two pieces of its work: nothing of it runs ever again.</summary>
    public void Kill()
    {
        IsAlive = false;
        _world.Drop(this);
        _killed.TrySetResult();
    }

    public void Schedule(IThreadPoolWorkItem work) =>
        new Task(static item => ((IThreadPoolWorkItem)item!).Execute(), work, TaskCreationOptions.DenyChildAttach).Start(this);

    internal void Run(Task work) => TryExecuteTask(work);

    protected override void QueueTask(Task task)
    {
        if (IsAlive)
            _world.Enqueue(this, task);
    }

    // Never inline: the world decides when a continuation runs.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
