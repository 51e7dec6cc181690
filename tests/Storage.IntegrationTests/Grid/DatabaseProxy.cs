using System.Reflection;
using Aegis.Storage.Database;

namespace Aegis.Storage.IntegrationTests.Grid;

/// <summary>Stands before a database: counts its transactions, and lets a test hold or fail them.</summary>
public class DatabaseProxy : DispatchProxy
{
    private IGridDatabase _database = null!;

    public List<int> Commits { get; } = [];
    public List<int> Reads { get; } = [];

    /// <summary>Awaited before each commit reaches the database.</summary>
    public Func<Task> BeforeCommit { get; set; } = () => Task.CompletedTask;

    /// <summary>Awaited before each read reaches the database.</summary>
    public Func<Task> BeforeRead { get; set; } = () => Task.CompletedTask;

    public static IGridDatabase Before(IGridDatabase database, out DatabaseProxy proxy)
    {
        var made = Create<IGridDatabase, DatabaseProxy>();
        proxy = (DatabaseProxy)made;
        proxy._database = database;
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => (targetMethod!.Name, args) switch
    {
        (nameof(IGridDatabase.CommitAsync), [IReadOnlyList<RecordWrite> writes, _]) => CommitAsync(writes),
        (nameof(IGridDatabase.ReadAsync), [IReadOnlyList<RecordRead> reads, _]) => ReadAsync(reads),
        _ => targetMethod.Invoke(_database, args),
    };

    private async Task<IReadOnlyList<WriteVerdict>> CommitAsync(IReadOnlyList<RecordWrite> writes)
    {
        lock (Commits)
            Commits.Add(writes.Count);
        await BeforeCommit();
        return await _database.CommitAsync(writes, CancellationToken.None);
    }

    private async Task<IReadOnlyList<StoredRecord?>> ReadAsync(IReadOnlyList<RecordRead> reads)
    {
        lock (Reads)
            Reads.Add(reads.Count);
        await BeforeRead();
        return await _database.ReadAsync(reads, CancellationToken.None);
    }
}
