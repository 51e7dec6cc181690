namespace Aegis.Embedded.Runtime;

/// <summary>Runs turns on the thread pool, near the thread that caused them.</summary>
internal sealed class ThreadPoolScheduler : IWorkScheduler
{
    public static readonly ThreadPoolScheduler Instance = new();

    public void Schedule(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
}
