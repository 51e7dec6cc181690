namespace Aegis.Storage.GroupCommit;

/// <summary>Natural batching: while batches run, the next one gathers. Bounded; runs on the given scheduler and nowhere else, so that a simulator decides its every step.</summary>
internal sealed class BatchQueue<TItem, TResult>(
    string name, StorageLimits limits, TaskScheduler scheduler, IBatchRule<TItem> rule, StorageMeter meter,
    Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> run)
{
    private readonly Lock _lock = new();
    private Queue<Entry> _waiting = new();
    private int _running;

    /// <exception cref="StorageOverloadedException">The queue is full.</exception>
    public void EnsureRoom()
    {
        lock (_lock)
        {
            if (_waiting.Count >= limits.MaxQueue)
                throw new StorageOverloadedException(name, limits.MaxQueue, limits.RetryAfter);
        }
    }

    public Task<TResult> EnqueueAsync(TItem item)
    {
        var entry = new Entry(item);
        lock (_lock)
        {
            _waiting.Enqueue(entry);
            meter.Waiting(name, 1);
            if (_running >= limits.Concurrency)
                return entry.Task;
            _running++;
        }

        _ = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
        return entry.Task;
    }

    private async Task RunAsync()
    {
        while (Take() is { } batch)
        {
            try
            {
                var results = await run(batch.ConvertAll(entry => entry.Item));
                for (var i = 0; i < batch.Count; i++)
                    batch[i].SetResult(results[i]);
            }
            catch (Exception exception)
            {
                // The outcome is unknown to every caller of the batch; each learns of the same failure.
                foreach (var entry in batch)
                    entry.TrySetException(exception);
            }
        }
    }

    private List<Entry>? Take()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _running--;
                return null;
            }

            var batch = new List<Entry>(Math.Min(_waiting.Count, limits.MaxBatch));
            var deferred = new Queue<Entry>();
            rule.Begin();
            while (batch.Count < limits.MaxBatch && _waiting.TryDequeue(out var entry))
            {
                if (rule.Admits(entry.Item))
                    batch.Add(entry);
                else
                    deferred.Enqueue(entry);
            }

            // What was put off goes before what came later: writes of one record keep their order.
            if (deferred.Count > 0)
                _waiting = new([.. deferred, .. _waiting]);
            meter.Waiting(name, -batch.Count);
            return batch;
        }
    }

    private sealed class Entry(TItem item) : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TItem Item { get; } = item;
    }
}

/// <summary>Decides which waiting items may share a batch; called under the queue's lock.</summary>
internal interface IBatchRule<in TItem>
{
    void Begin();

    /// <summary>Whether the item joins the batch begun last; the first always does.</summary>
    bool Admits(TItem item);
}

/// <summary>How much is committed at once, how much may wait, and what an overloaded caller is told.</summary>
/// <param name="Concurrency">Batches under way at once: while the database syncs one, the next is made ready.</param>
public sealed record StorageLimits(int MaxBatch, int MaxQueue, TimeSpan RetryAfter, int Concurrency = 1);
