using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.Sealing;
using Aegis.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Storage.IntegrationTests.Grid;

/// <summary>The storage as the program composes it, on one database.</summary>
public sealed class TestGrid : IAsyncDisposable
{
    private static int _customers;
    private readonly ServiceProvider _services;

    private TestGrid(StorageOptions options, ServiceProvider services) => (Options, _services) = (options, services);

    public StorageOptions Options { get; }
    public IGridDatabase Database => _services.GetRequiredService<IGridDatabase>();
    public ISealer Sealer => _services.GetRequiredService<ISealer>();
    public IGrainStorage Storage => _services.GetRequiredKeyedService<IGrainStorage>("Default");
    public OutboxSignal Outbox => _services.GetRequiredService<OutboxSignal>();

    /// <param name="wrap">Stands between the provider and the database.</param>
    public static async Task<TestGrid> OpenAsync(StorageOptions options, Func<IGridDatabase, IGridDatabase>? wrap = null)
    {
        options.JsonContexts.Add(TestJson.Default);
        var collection = new ServiceCollection().AddAegisStorage(options);
        if (wrap is not null)
            collection.AddSingleton(provider => wrap(GridDatabases.Open(options, provider.GetRequiredService<ISealer>(), DatabaseUse.Serve)));
        var services = collection.BuildServiceProvider();
        var grid = new TestGrid(options, services);
        await grid.Database.MigrateAsync(CancellationToken.None);
        return grid;
    }

    /// <summary>Changes rows behind the grid's back. Where the databases differ the text is given twice.</summary>
    public async Task<int> TamperAsync(string sql, string? postgres = null)
    {
        if (Options.Kind == StorageKind.Sqlite)
        {
            using var session = new SqliteSession(Path.Combine(Options.DataDirectory, SqliteGridDatabase.FileName), write: true);
            return session.Prepare(sql).Run();
        }

        await using var source = Npgsql.NpgsqlDataSource.Create(Options.ConnectionString!);
        await using var command = source.CreateCommand(postgres ?? sql);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>A number read behind the grid's back.</summary>
    public async Task<long> CountAsync(string sql)
    {
        if (Options.Kind == StorageKind.Sqlite)
        {
            using var session = new SqliteSession(Path.Combine(Options.DataDirectory, SqliteGridDatabase.FileName), write: true);
            return session.Prepare(sql).First(row => row.Number());
        }

        await using var source = Npgsql.NpgsqlDataSource.Create(Options.ConnectionString!);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A customer that no other test has.</summary>
    public static string NewCustomer(string workspace = "default") => $"{workspace}/customer_{Interlocked.Increment(ref _customers)}";

    public async Task<TestRecord<AccountState>> AccountAsync(string customer) => await ReadAsync<AccountState>("account", customer, "profile");

    public async Task<TestRecord<CounterState>> CounterAsync(string customer) => await ReadAsync<CounterState>("account", customer, "counter");

    public async Task<TestRecord<DiaryState>> DiaryAsync(string customer) => await ReadAsync<DiaryState>("diary", customer, "diary");

    public async Task<TestRecord<AnswerState>> AnswerAsync(string key) => await ReadAsync<AnswerState>("answer", key, "answer");

    private async Task<TestRecord<T>> ReadAsync<T>(string type, string key, string name)
    {
        var record = new TestRecord<T>(Storage, GrainId.Create(type, key), name);
        await record.ReadAsync();
        return record;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
