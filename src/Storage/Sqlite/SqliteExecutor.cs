using System.Collections.Concurrent;

namespace Aegis.Storage.Sqlite;

/// <summary>Threads of their own for SQLite, whose calls block: one with the writing connection, or a few with reading ones. Started at first use.</summary>
internal sealed class SqliteExecutor(string name, Func<SqliteSession> open, int threads) : IAsyncDisposable
{
    private readonly BlockingCollection<Action<SqliteSession?, Exception?>> _work = [];
    private readonly Lock _lock = new();
    private readonly List<Task> _running = [];
    private int _idle;
    private bool _disposed;

    public Task<T> RunAsync<T>(Func<SqliteSession, T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        EnsureThread();
        _work.Add((session, failure) =>
        {
            if (failure is not null)
            {
                done.SetException(failure);
                return;
            }

            try
            {
                done.SetResult(work(session!));
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        _work.CompleteAdding();
        Task[] running;
        lock (_lock)
            running = [.. _running];
        await Task.WhenAll(running);
        _work.Dispose();
    }

    private void EnsureThread()
    {
        if (Volatile.Read(ref _idle) > 0)
            return;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_work.IsAddingCompleted, this);
            if (_running.Count >= threads)
                return;
            var ended = new TaskCompletionSource();
            _running.Add(ended.Task);
            var thread = new Thread(() => Loop(ended)) { IsBackground = true, Name = $"{name} {_running.Count}" };
            thread.Start();
        }
    }

    private void Loop(TaskCompletionSource ended)
    {
        SqliteSession? session = null;
        try
        {
            while (Next() is { } work)
            {
                try
                {
                    session ??= open();
                }
                catch (Exception exception)
                {
                    work(null, exception);
                    continue;
                }

                work(session, null);
            }
        }
        finally
        {
            session?.Dispose();
            ended.SetResult();
        }
    }

    private Action<SqliteSession?, Exception?>? Next()
    {
        Interlocked.Increment(ref _idle);
        var any = _work.TryTake(out var work, Timeout.Infinite);
        Interlocked.Decrement(ref _idle);
        return any ? work : null;
    }
}
