using System.Reflection;
using Aegis.Fixtures;
using Aegis.Grains.Knowledge;
using Aegis.Storage;
using Aegis.Storage.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Knowledge;

/// <summary>Documents indexed in a database of the test's own, of either kind.</summary>
internal sealed class Shelf : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ServiceProvider _services;

    private Shelf(StorageKind kind, string? connectionString, KnowledgeOptions options)
    {
        _services = new ServiceCollection().AddLogging().AddAegisStorage(new StorageOptions { Kind = kind, DataDirectory = _directory.Path, ConnectionString = connectionString }).BuildServiceProvider();
        Knowledge = new(options, Database);
    }

    public IGridDatabase Database => _services.GetRequiredService<IGridDatabase>();

    public KnowledgeBase Knowledge { get; }

    public static async Task<Shelf> OpenAsync(StorageKind kind, KnowledgeOptions? options = null)
    {
        var shelf = new Shelf(kind, kind == StorageKind.Postgres ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() : null, options ?? new());
        await shelf.Database.MigrateAsync(CancellationToken.None);
        return shelf;
    }

    public Task<KnowledgeAnswer> AskAsync(string question) => Knowledge.AskAsync(question, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _directory.Dispose();
    }
}

/// <summary>Runs a theory on SQLite and on PostgreSQL.</summary>
public sealed class BothDatabasesAttribute : Xunit.Sdk.DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[StorageKind.Sqlite], [StorageKind.Postgres]];
}
