using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Aegis.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Reminders;
using Orleans.Storage;

namespace Aegis.Hosts;

/// <summary>Hosts a test's grains in its process, on one silo of Orleans.</summary>
internal static class TestHost
{
    /// <summary>The source of the spans of grain calls.</summary>
    public const string ActivitySource = "Microsoft.Orleans.Application";

    private static readonly TimeSpan PullPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan HangingCalls = TimeSpan.FromMilliseconds(500);
    private static readonly HashSet<int> Ports = [];

    /// <summary>Hosts the grains of the assemblies that are loaded.</summary>
    public static IServiceCollection AddTestHost(this IServiceCollection services, Assembly grains, HostClock clock = HostClock.System, TimeSpan? responseTimeout = null)
    {
        services.TryAddSingleton<IReminderShelf, MemoryShelf>();
        // Grains live by the test's clock, the silo's own works never.
        Clock(services, KeyedService.AnyKey, _ => TimeProvider.System);
        Clock(services, TimeProviderNames.Grains, provider => provider.GetRequiredService<TimeProvider>());
        if (clock == HostClock.Test)
            Clock(services, ReminderTimeProviderNames.Reminders, provider => provider.GetRequiredService<TimeProvider>());

        return services
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            // States that name no storage.
            .AddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>("Default"))
            .AddSingleton<IReminderTable, ShelfTable>()
            .AddOrleans(silo => silo
                .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = responseTimeout ?? options.ResponseTimeout)
                .UseLocalhostClustering(FreePort(), gatewayPort: 0)
                .AddReminders()
                .AddActivityPropagation()
                .AddMemoryStreams("memory")
                .AddMemoryGrainStorage("PubSubStore"));
    }

    /// <summary>Takes calls from here on.</summary>
    public static Task StartAsync(ServiceProvider services) => Silo(services).StartAsync(CancellationToken.None);

    /// <summary>Lets time pass for the host until the call ends: the age of a call is real time, whatever the clock.</summary>
    public static Task PassUntilEndedAsync(Task call, FakeTimeProvider clock) => Task.WhenAny(call);

    /// <summary>Waits until this has happened: a timer pulls what streams hold.</summary>
    public static async Task StreamUntilAsync(Task happened, FakeTimeProvider clock)
    {
        while (!happened.IsCompleted)
        {
            clock.Advance(PullPeriod);
            await Task.WhenAny(happened, Task.Delay(Pace, TimeProvider.System));
        }

        await happened;
    }

    /// <summary>Has idle activations collected until this has happened.</summary>
    public static async Task CollectUntilAsync(Task happened, IServiceProvider services, FakeTimeProvider clock)
    {
        while (!happened.IsCompleted)
            await services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        await happened;
    }

    /// <summary>Ends the process, as it were, without a goodbye to any grain; its storage first, which no process takes with it.</summary>
    public static async ValueTask EndAsync(ServiceProvider services, IAsyncDisposable? storage = null)
    {
        using var at = new CancellationTokenSource();
        await at.CancelAsync();
        await Silo(services).StopAsync(at.Token);
        if (storage is not null)
            await storage.DisposeAsync();
        // A call that hangs would hold this up, as it would no process that ends.
        await Task.WhenAny(services.DisposeAsync().AsTask(), Task.Delay(HangingCalls, TimeProvider.System));
    }

    private static IHostedService Silo(IServiceProvider services) => services.GetServices<IHostedService>().Single(service => service.GetType().Name == "SiloHostedService");

    private static void Clock(IServiceCollection services, object area, Func<IServiceProvider, TimeProvider> clock) =>
        services.AddKeyedSingleton(area, (provider, _) => clock(provider));

    private static int FreePort()
    {
        lock (Ports)
            while (true)
            {
                using var listener = new TcpListener(IPAddress.Loopback, 0);
                listener.Start();
                var port = ((IPEndPoint)listener.LocalEndpoint).Port;
                if (Ports.Add(port))
                    return port;
            }
    }

    private sealed class ShelfTable(IReminderShelf shelf) : IReminderTable
    {
        public async Task<ReminderTableData> ReadRows(GrainId grainId) => new(await EntriesAsync(entry => entry.GrainId == grainId));

        public async Task<ReminderTableData> ReadRows(uint begin, uint end) => new(await EntriesAsync(entry => IsBetween(entry.GrainId.GetUniformHashCode(), begin, end)));

        public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
            (await EntriesAsync(entry => entry.GrainId == grainId && entry.ReminderName == reminderName)).SingleOrDefault();

        public async Task<string?> UpsertRow(ReminderEntry entry)
        {
            var startAt = new DateTimeOffset(DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc));
            await shelf.SaveAsync(new(entry.GrainId.Type.ToString()!, entry.GrainId.Key.ToString()!, entry.ReminderName, startAt, entry.Period));
            return "1";
        }

        public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
        {
            await shelf.RemoveAsync(grainId.Type.ToString()!, grainId.Key.ToString()!, reminderName);
            return true;
        }

        public Task TestOnlyClearTable() => throw new NotSupportedException();

        private static bool IsBetween(uint hash, uint begin, uint end) => begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

        private async Task<List<ReminderEntry>> EntriesAsync(Func<ReminderEntry, bool> wanted) =>
        [
            .. (await shelf.ReadAsync())
                .Select(r => new ReminderEntry
                {
                    GrainId = GrainId.Create(r.GrainType, r.GrainKey), ReminderName = r.Name, StartAt = r.StartAt.UtcDateTime, Period = r.Period, ETag = "1",
                })
                .Where(wanted),
        ];
    }
}
