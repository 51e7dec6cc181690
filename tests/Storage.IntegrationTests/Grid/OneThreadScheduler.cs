using System.Collections.Concurrent;

namespace Aegis.Storage.IntegrationTests.Grid;

/// <summary>Runs its tasks one after the other on one thread.</summary>
public sealed class OneThreadScheduler : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _tasks = [];

    public OneThreadScheduler() => new Thread(() =>
    {
        foreach (var task in _tasks.GetConsumingEnumerable())
            TryExecuteTask(task);
    }) { IsBackground = true }.Start();

    public void Dispose() => _tasks.CompleteAdding();

    protected override IEnumerable<Task> GetScheduledTasks() => _tasks;

    protected override void QueueTask(Task task) => _tasks.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
}
