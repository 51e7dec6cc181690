using System.Reflection;
using Aegis.Fixtures;
using Xunit.Sdk;

namespace Aegis.Storage.IntegrationTests.Grid;

/// <summary>Runs a theory on SQLite and on PostgreSQL.</summary>
public sealed class BothDatabasesAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[StorageKind.Sqlite], [StorageKind.Postgres]];
}

/// <summary>The databases of one test class, one of each kind, begun at first use.</summary>
public sealed class Databases : IAsyncLifetime
{
    private readonly List<TemporaryDirectory> _directories = [];
    private readonly Dictionary<StorageKind, TestGrid> _grids = [];

    /// <summary>The class's own grid of a kind.</summary>
    public async Task<TestGrid> GridAsync(StorageKind kind)
    {
        if (!_grids.TryGetValue(kind, out var grid))
            _grids[kind] = grid = await TestGrid.OpenAsync(await NewAsync(kind));
        return grid;
    }

    /// <summary>Options that name an empty database.</summary>
    public async Task<StorageOptions> NewAsync(StorageKind kind)
    {
        var directory = new TemporaryDirectory();
        _directories.Add(directory);
        var options = new StorageOptions { Kind = kind, DataDirectory = directory.Path };
        if (kind == StorageKind.Postgres)
            options.ConnectionString = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        return options;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var grid in _grids.Values)
            await grid.DisposeAsync();
        foreach (var directory in _directories)
            directory.Dispose();
    }
}
