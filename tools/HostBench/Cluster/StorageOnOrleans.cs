using System.Diagnostics;
using System.Text.Json;
using Aegis.Bench;
using Aegis.Fixtures;
using Aegis.Grains.Activity;
using Aegis.Grains.Customers;
using Aegis.HostBench.Hosts;
using Aegis.Storage;
using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Storage;

namespace Aegis.HostBench.Cluster;

/// <summary>Durable writes and activations of the same grain on the same silo and PostgreSQL (fsync on), kept by our storage and by Orleans' AdoNet storage in turns.</summary>
internal static class StorageOnOrleans
{
    public const string AdoNet = "adonet";
    private const string Baseline = "Orleans' AdoNet storage";
    private const int WarmUps = 2;
    private const int Rounds = 3;
    private const int Records = 5_000;
    private const int Seeders = 200;

    // A customer's first hour, and five weeks of one who never sleeps: the least and the most that is written.
    private const int NewCustomer = 1;
    private const int BusyCustomer = 35 * 24;

    private static int _waves;

    public static async Task<IReadOnlyList<Sample>> MeasureAsync(TimeSpan time)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("aegis-bench-").FullName;
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var options = new StorageOptions { Kind = StorageKind.Postgres, ConnectionString = database, DataDirectory = directory };
        options.JsonContexts.Add(CustomerJson.Default);
        await using (var services = new ServiceCollection().AddAegisStorage(options).BuildServiceProvider())
            await services.GetRequiredService<IGridDatabase>().MigrateAsync(CancellationToken.None);
        await AdoNetTables.CreateAsync(database);

        await using var host = await BenchHost.StartAsync(silo => silo
            .ConfigureServices(services => services
                .AddAegisStorage(options)
                .AddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>("Default")))
            .AddAdoNetGrainStorage(AdoNet, builder => builder.Configure<StorageJson>((adoNet, json) =>
                (adoNet.Invariant, adoNet.ConnectionString, adoNet.GrainStorageSerializer) = ("Npgsql", database, new StateSerializer(json)))));
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var json = host.Services.GetRequiredService<StorageJson>();
        var samples = new List<Sample>();
        foreach (var hours in new[] { NewCustomer, BusyCustomer })
        {
            var state = $"{JsonSerializer.SerializeToUtf8Bytes(ActivityGrain.After(hours), json.Of<ActivityState>()).Length:N0} bytes of state";
            foreach (var callers in new[] { 100, 1_000 })
                samples.AddRange(await InTurnsAsync($"durable writes, {callers:N0} callers, {state}",
                    () => WriteAsync(grains.GetGrain<IGroupCommitGrain>, callers, hours, time), () => WriteAsync(grains.GetGrain<IAdoNetGrain>, callers, hours, time)));
            foreach (var callers in new[] { 100, 1_000 })
                samples.AddRange(await InTurnsAsync($"activations by a first durable write, {callers:N0} callers, {state}",
                    () => BeginAsync(grains.GetGrain<IGroupCommitGrain>, callers, hours), () => BeginAsync(grains.GetGrain<IAdoNetGrain>, callers, hours)));

            await SeedAsync(grains.GetGrain<IGroupCommitGrain>, hours);
            await SeedAsync(grains.GetGrain<IAdoNetGrain>, hours);
            foreach (var callers in new[] { 100, 1_000 })
                samples.AddRange(await InTurnsAsync($"activations by a read, {callers:N0} callers, {state}",
                    () => ActivateAsync(grains.GetGrain<IGroupCommitGrain>, callers, hours), () => ActivateAsync(grains.GetGrain<IAdoNetGrain>, callers, hours),
                    () => grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero)));
        }

        return samples;
    }

    private static async Task<IReadOnlyList<Sample>> InTurnsAsync(string name, Func<Task<double>> ours, Func<Task<double>> theirs, Func<Task>? prepare = null)
    {
        List<(double Rate, double PerCpu)> mine = [], others = [];
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            mine.Add(await ReadingAsync(ours, prepare));
            others.Add(await ReadingAsync(theirs, prepare));
        }

        return
        [
            new(name, Median(mine, r => r.Rate), "/s", Baseline, Median(others, r => r.Rate)),
            new($"{name}, each CPU second", Median(mine, r => r.PerCpu), "/CPU s", Baseline, Median(others, r => r.PerCpu)),
        ];
    }

    private static async Task<(double Rate, double PerCpu)> ReadingAsync(Func<Task<double>> measure, Func<Task>? prepare)
    {
        await (prepare?.Invoke() ?? Task.CompletedTask);
        var (watch, cpu) = (Stopwatch.StartNew(), CpuTime.OfTree());
        var rate = await measure();
        return (rate, rate * watch.Elapsed.TotalSeconds / (CpuTime.OfTree() - cpu));
    }

    private static double Median(List<(double Rate, double PerCpu)> readings, Func<(double Rate, double PerCpu), double> of) =>
        Measure.Median([.. readings.Skip(WarmUps).Select(of)]);

    private static Task<double> WriteAsync(Func<string, string?, IActivityGrain> grain, int callers, int hours, TimeSpan time)
    {
        var grains = Enumerable.Range(0, callers).Select(i => grain($"bench/write-{hours}-{i}", null)).ToArray();
        return Measure.RateAsync(callers, time, (caller, _) => grains[caller].RecordAsync(hours));
    }

    // Customers nobody has seen before: looked for, not found, and stored.
    private static Task<double> BeginAsync(Func<string, string?, IActivityGrain> grain, int callers, int hours)
    {
        var wave = Interlocked.Increment(ref _waves);
        return EachAsync(callers, i => grain($"bench/new-{wave}-{i}", null).RecordAsync(hours));
    }

    private static Task SeedAsync(Func<string, string?, IActivityGrain> grain, int hours) => EachAsync(Seeders, i => grain(Key(i, hours), null).RecordAsync(hours));

    private static Task<double> ActivateAsync(Func<string, string?, IActivityGrain> grain, int callers, int hours) => EachAsync(callers, async i =>
    {
        if (await grain(Key(i, hours), null).TotalAsync() == 0)
            throw new InvalidOperationException($"Nothing was stored of {Key(i, hours)}.");
    });

    // Calls every record once; records a second.
    private static async Task<double> EachAsync(int callers, Func<int, Task> call)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = caller; i < Records; i += callers)
                await call(i);
        })));
        return Records / watch.Elapsed.TotalSeconds;
    }

    private static string Key(int i, int hours) => $"bench/read-{hours}-{i}";
}
