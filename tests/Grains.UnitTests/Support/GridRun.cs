using Aegis.Actors;
using Aegis.Connectors.Billing;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Tickets;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Monitoring;
using Aegis.Grains.Outbox;
using Aegis.Hosts;
using Aegis.Storage;
using Aegis.Storage.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aegis.Grains.UnitTests.Support;

/// <summary>One run of the grid on a directory: production grains and storage. Relay, sweeps and recovery go step by step, when a test says so.</summary>
internal sealed partial class GridRun : IAsyncDisposable
{
    public const string Workspace = GrainKey.DefaultWorkspace;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static int _runs;
    private readonly ServiceProvider _services;

    private GridRun(ServiceProvider services) => _services = services;

    public IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();
    public IGridDatabase Database => _services.GetRequiredService<IGridDatabase>();
    public OutboxRelay Relay => _services.GetRequiredService<OutboxRelay>();
    public GridStartup Startup => _services.GetRequiredService<GridStartup>();
    public GridOptions Options => _services.GetRequiredService<GridOptions>();
    public IServiceProvider Services => _services;
    public Actor Itself => Sign("aegis", Role.System);
    public Actor Admin => Sign("alice", Role.Admin);

    public static async Task<GridRun> StartAsync(string directory, Providers? outside = null, TimeProvider? time = null, Action<IServiceCollection>? configure = null, string? postgres = null)
    {
        outside ??= new();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time ?? TimeProvider.System)
            .AddAegisStorage(new StorageOptions { DataDirectory = directory, Kind = postgres is null ? StorageKind.Sqlite : StorageKind.Postgres, ConnectionString = postgres })
            .AddSingleton<IBilling>(outside).AddSingleton<IMail>(outside).AddSingleton<ITickets>(outside)
            .AddAegisGrains(new GridOptions { InstanceId = $"run_{Interlocked.Increment(ref _runs)}", PublicUrl = "https://aegis.example" })
            .AddSingleton<IReminderShelf, DatabaseShelf>()
            .AddTestHost(typeof(AegisGrainsExtensions).Assembly);
        configure?.Invoke(services);
        var provider = services.BuildServiceProvider();
        foreach (var service in provider.GetServices<IHostedService>().Where(s => s is not BackgroundService))
            await service.StartAsync(CancellationToken.None);
        return new(provider);
    }

    public Actor Sign(string id, Role role, string workspace = Workspace) => _services.GetRequiredService<IActorAuthority>().Sign(id, role, workspace);

    public Actor Self(string customerId) => Sign(customerId, Role.Customer);

    public ICustomerGrain Customer(string id) => Grains.GetGrain<ICustomerGrain>($"{Workspace}/{id}");

    public IOrchestratorGrain Conversation(string id) => Grains.GetGrain<IOrchestratorGrain>($"{Workspace}/{id}");

    public async Task<string> NewCustomerAsync(string id, params string[] techStack)
    {
        (await Customer(id).CreateAsync(Admin, new($"{id} Inc", $"{id}@example.test", [.. techStack]))).Refusal.ShouldBeNull();
        return id;
    }

    public async Task<string> SendAsync(string id, string text, string operation)
    {
        var sent = await Conversation(id).SendAsync(Self(id), text, operation);
        sent.Refusal.ShouldBeNull();
        return sent.Value!;
    }

    /// <summary>Says something and waits for the answer.</summary>
    public async Task<Turn> AskAsync(string id, string text, string operation) => await EndOfAsync(id, await SendAsync(id, text, operation));

    public async Task<Turn> EndOfAsync(string id, string turnId)
    {
        using var patience = new CancellationTokenSource(Patience);
        while ((await Conversation(id).WatchAsync(Self(id), turnId, int.MaxValue, patience.Token)).Value is not { Status: TurnStatus.Answered or TurnStatus.Failed })
            patience.Token.ThrowIfCancellationRequested();
        return (await Conversation(id).GetTurnAsync(Self(id), turnId)).Value!;
    }

    /// <summary>Relays until nothing is left.</summary>
    public async Task RelayAsync()
    {
        while (await Relay.RelayOnceAsync() > 0)
        {
        }
    }

    /// <summary>Wakes whatever is due now, in all shards.</summary>
    public async Task SweepAsync()
    {
        for (var shard = 0; shard < Shards.Count; shard++)
            await _services.GetRequiredService<DueWaker>().SweepAsync(shard, _services.GetRequiredService<TimeProvider>().GetUtcNow());
    }

    /// <summary>The end of the process, without a goodbye to any grain.</summary>
    public ValueTask DisposeAsync() => TestHost.EndAsync(_services, Database);
}
