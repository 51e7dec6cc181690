using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Aegis.Connectors.Sandboxes;

/// <summary>
/// A sandbox's store: one SQLite file with synchronous=FULL, written by one loop that commits whatever has gathered
/// in one transaction and answers after the commit. What was answered survives a kill.
/// </summary>
internal sealed class SandboxDatabase : IDisposable
{
    private const int LargestBatch = 256;

    private const string CommonTables = """
        CREATE TABLE IF NOT EXISTS effects (seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, operation TEXT NOT NULL,
            idempotency_key TEXT, resource_id TEXT NOT NULL, subject TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS calls (operation TEXT PRIMARY KEY, count INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS answers (idempotency_key TEXT PRIMARY KEY, request TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL);
        """;

    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly Channel<Work> _queue = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;

    public SandboxDatabase(string directory, string name, string tables, TimeProvider time)
    {
        Directory.CreateDirectory(directory);
        _time = time;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(directory, name),
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString());
        _connection.Open();
        var session = new SandboxSession(_connection, time.GetUtcNow());
        session.Execute("PRAGMA journal_mode=WAL");
        session.Execute("PRAGMA synchronous=FULL");
        session.Execute(CommonTables);
        session.Execute(tables);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Runs the work in a transaction; its result arrives once that is on disk. Work that throws leaves no trace.</summary>
    public async Task<T> RunAsync<T>(Func<SandboxSession, T> work)
    {
        var item = new Work(session => work(session));
        await _queue.Writer.WriteAsync(item);
        return (T)(await item.Done.Task)!;
    }

    /// <summary>Counts a call, in front of whatever is run next; nobody waits for it.</summary>
    public void Count(string operation) => _queue.Writer.TryWrite(new Work(session => session.Execute(
        "INSERT INTO calls VALUES ($1, 1) ON CONFLICT (operation) DO UPDATE SET count = count + 1", operation)));

    /// <summary>Every effect and call there has been.</summary>
    public Task<EffectReport> ReportAsync() => RunAsync(session => EffectReport.From(
        session.Query("SELECT seq, at, operation, idempotency_key, resource_id, subject FROM effects ORDER BY seq", row => new Effect(
            row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2),
            row.IsDBNull(3) ? null : row.GetString(3), row.GetString(4), row.GetString(5))),
        session.Query("SELECT operation, count FROM calls ORDER BY operation", row => (Operation: row.GetString(0), Count: row.GetInt64(1)))
            .ToDictionary(call => call.Operation, call => call.Count)));

    /// <summary>Commits what is queued and closes the file.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _writing.Wait();
        _connection.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<Work>(LargestBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && _queue.Reader.TryRead(out var work))
                batch.Add(work);
            try
            {
                Commit(batch);
                batch.ForEach(work => work.Settle());
            }
            catch (SqliteException failure)
            {
                batch.ForEach(work => work.Done.TrySetException(failure));
            }
            batch.Clear();
        }
    }

    private void Commit(List<Work> batch)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        var session = new SandboxSession(_connection, _time.GetUtcNow());
        foreach (var work in batch)
        {
            transaction.Save("work");
            if (!work.Try(session))
                transaction.Rollback("work");
            transaction.Release("work");
        }
        transaction.Commit();
    }

    private sealed class Work(Func<SandboxSession, object?> run)
    {
        private object? _result;
        private Exception? _failure;

        public TaskCompletionSource<object?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Try(SandboxSession session)
        {
            try
            {
                _result = run(session);
                return true;
            }
            catch (Exception failure)
            {
                _failure = failure;
                return false;
            }
        }

        public void Settle()
        {
            if (_failure is null)
                Done.TrySetResult(_result);
            else
                Done.TrySetException(_failure);
        }
    }
}
