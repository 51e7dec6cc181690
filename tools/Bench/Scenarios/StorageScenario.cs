using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aegis.Fixtures;
using Aegis.Storage;
using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.Sealing;
using Aegis.Storage.States;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Aegis.Bench.Scenarios;

/// <summary>Durable writes and first reads of a state of about 2 kB with group commit, against one row a transaction at the same concurrency, on SQLite and PostgreSQL with fsync on.</summary>
public static class StorageScenario
{
    private const int Records = 20_000;

    public static async Task RunAsync(TimeSpan time, List<Figure> figures)
    {
        using (var directory = new TempDirectory())
            await RunAsync("sqlite", new() { DataDirectory = directory.Path }, time, figures);
        using (var directory = new TempDirectory())
        {
            var postgres = await PostgresServer.SharedAsync();
            var options = new StorageOptions { Kind = StorageKind.Postgres, ConnectionString = await postgres.CreateDatabaseAsync(), DataDirectory = directory.Path };
            await RunAsync("postgres", options, time, figures);
        }
    }

    private static async Task RunAsync(string name, StorageOptions options, TimeSpan time, List<Figure> figures)
    {
        options.JsonContexts.Add(BenchJson.Default);
        await using var services = new ServiceCollection().AddAegisStorage(options).BuildServiceProvider();
        var database = services.GetRequiredService<IGridDatabase>();
        await database.MigrateAsync(CancellationToken.None);
        foreach (var callers in new[] { 100, 1_000 })
        {
            // A queue a caller leaves every commit alone in its transaction: the same code, without the gathering.
            var alone = await WriteAsync(_ => Storage(services), callers, time, "alone");
            var shared = services.GetRequiredService<GroupCommitGrainStorage>();
            var walBefore = await WalBytesAsync(options);
            var grouped = await WriteAsync(_ => shared, callers, time, "grouped");
            var walAfter = await WalBytesAsync(options);
            figures.Add(new(name, $"durable writes, {callers:N0} callers", grouped.Rate, "/s", "one row a transaction", alone.Rate));
            if (walAfter > walBefore)
                figures.Add(new(name, $"log bytes a write, {callers:N0} callers", (walAfter - walBefore) / (double)grouped.Count, "bytes"));
        }

        figures.Add(new(name, "bytes of the state", JsonSerializer.Serialize(BenchState.Filled(), BenchJson.Default.BenchState).Length, "bytes"));
        await ReadAsync(name, services, figures);
    }

    private static async Task<(double Rate, long Count)> WriteAsync(Func<int, GroupCommitGrainStorage> storageOf, int callers, TimeSpan time, string prefix)
    {
        var storages = Enumerable.Range(0, callers).Select(storageOf).ToArray();
        var states = new (GrainId Id, GrainState<BenchState> State)[callers];
        for (var i = 0; i < callers; i++)
            states[i] = (Id($"{prefix}-{callers}-{i}"), new() { State = BenchState.Filled() });
        long count = 0;
        var rate = await Measure.RateAsync(callers, time, async (caller, i) =>
        {
            var (id, state) = states[caller];
            state.State.TotalCalls = i;
            await storages[caller].WriteStateAsync("bench", id, state);
            Interlocked.Increment(ref count);
        });
        return (rate, count);
    }

    private static async Task ReadAsync(string name, IServiceProvider services, List<Figure> figures)
    {
        var shared = services.GetRequiredService<GroupCommitGrainStorage>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Records), new ParallelOptions { MaxDegreeOfParallelism = 1_000 }, async (i, _) =>
            await shared.WriteStateAsync("bench", Id($"read-{i}"), new GrainState<BenchState> { State = BenchState.Filled() }));
        var time = TimeSpan.FromSeconds(3);
        const int Callers = 100;
        var storages = Enumerable.Range(0, Callers).Select(_ => Storage(services)).ToArray();
        var alone = await Measure.RateAsync(Callers, time, (caller, i) => storages[caller].ReadStateAsync("bench", Next(caller, i), new GrainState<BenchState>()));
        var grouped = await Measure.RateAsync(Callers, time, (caller, i) => shared.ReadStateAsync("bench", Next(caller, i), new GrainState<BenchState>()));
        figures.Add(new(name, $"first reads, {Callers} callers", grouped, "/s", "one record a round trip", alone));

        static GrainId Next(int caller, long i) => Id($"read-{(caller * 7_919 + i) % Records}");
    }

    private static GroupCommitGrainStorage Storage(IServiceProvider services) =>
        ActivatorUtilities.CreateInstance<GroupCommitGrainStorage>(services, TaskScheduler.Default);

    private static GrainId Id(string key) => GrainId.Create("bench", $"bench/{key}");

    private static async Task<long> WalBytesAsync(StorageOptions options)
    {
        if (options.Kind != StorageKind.Postgres)
            return 0;
        await using var connection = new NpgsqlConnection(options.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint", connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}

/// <summary>A state of the size an active customer's counters have.</summary>
public sealed class BenchState : GridState
{
    public long TotalCalls { get; set; }

    public List<int[]> Hours { get; set; } = [];

    public List<int[]> Days { get; set; } = [];

    public override DateTimeOffset? NextDueAt => null;

    public static BenchState Filled() => new()
    {
        TotalCalls = 1_543,
        Hours = [.. Enumerable.Range(0, 48).Select(i => new[] { 490_000 + i, 0, 120 + i, 0, 3, 1 })],
        Days = [.. Enumerable.Range(0, 35).Select(i => new[] { 20_000 + i, 0, 2_400 + i, 2, 31, 4 })],
    };
}

[JsonSerializable(typeof(BenchState))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class BenchJson : JsonSerializerContext;
