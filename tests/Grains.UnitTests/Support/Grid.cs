using System.Text.Json;
using Aegis.Actors;
using Aegis.Connectors.Billing;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Tickets;
using Aegis.Customers;
using Aegis.Fixtures;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Monitoring;
using Aegis.Hosts;
using Aegis.Keys;
using Aegis.Storage;
using Aegis.Storage.Database;
using Aegis.Storage.Sealing;
using Aegis.Storage.States;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Grains.UnitTests.Support;

/// <summary>The production grains on SQLite, with a clock and outside systems of the test's own. Nothing runs by itself: a test wakes what is due.</summary>
public sealed class Grid : IAsyncDisposable
{
    public static readonly NewCustomer Acme = new("Acme", "dev@acme.example", ["Python"]);

    private readonly ServiceProvider _services;

    private readonly Action<IServiceCollection>? _configure;

    private Grid(string directory, FakeTimeProvider time, Outside outside, Action<IServiceCollection>? configure)
    {
        (Directory, Time, Outside, _configure) = (directory, time, outside, configure);
        Faults = new DatabaseFaults();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IBilling>(outside).AddSingleton<IMail>(outside).AddSingleton<ITickets>(outside)
            .AddAegisStorage(new StorageOptions { DataDirectory = directory })
            .WithFaults(Faults)
            .AddAegisGrains(new GridOptions())
            .AddTestHost(typeof(CustomerGrain).Assembly);
        configure?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public string Directory { get; }

    public FakeTimeProvider Time { get; }

    public DatabaseFaults Faults { get; }

    public Outside Outside { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

    public IGridDatabase Database => _services.GetRequiredService<IGridDatabase>();

    public IActorAuthority Authority => _services.GetRequiredService<IActorAuthority>();

    public IKeyHasher KeyHasher => _services.GetRequiredService<IKeyHasher>();

    public static async Task<Grid> StartAsync(TemporaryDirectory directory, FakeTimeProvider? time = null, Outside? outside = null, Action<IServiceCollection>? configure = null)
    {
        var grid = new Grid(directory.Path, time ?? new FakeTimeProvider(), outside ?? new Outside(), configure);
        await grid.BeginAsync();
        return grid;
    }

    /// <summary>Ends this run of the process and begins another on the same data, with the same clock and the same outside.</summary>
    public async Task<Grid> RestartAsync()
    {
        await DisposeAsync();
        var grid = new Grid(Directory, Time, Outside, _configure);
        await grid.BeginAsync();
        return grid;
    }

    public ICustomerGrain Customer(string id = "acme") => Grains.GetGrain<ICustomerGrain>($"default/{id}");

    public Actor Actor(Role role, string id = "alice", string workspace = "default") =>
        _services.GetRequiredService<IActorAuthority>().Sign(id, role, workspace);

    public Actor Admin => Actor(Role.Admin);

    public Actor Backend => Actor(Role.Agent, "backend");

    public Actor Self(string id = "acme") => Actor(Role.Customer, id);

    public async Task<ICustomerGrain> NewCustomerAsync(string id = "acme")
    {
        var customer = Customer(id);
        (await customer.CreateAsync(Backend, Acme)).Refusal.ShouldBeNull();
        return customer;
    }

    /// <summary>Wakes what is due by now, as the monitors do.</summary>
    public async Task<int> SweepAsync(TimeSpan ahead = default)
    {
        var waker = _services.GetRequiredService<DueWaker>();
        var woken = 0;
        for (var shard = 0; shard < Shards.Count; shard++)
            woken += (await waker.SweepAsync(shard, Now + ahead)).Woken;
        return woken;
    }

    /// <summary>Waits until what runs beside the test has come to something; gives up after 10 seconds.</summary>
    public async Task WhenAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        while (!await holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async Task<IReadOnlyList<LedgerRow>> LedgerAsync(string id = "acme") =>
        (await Database.ReadLedgerAsync("default", id, 0, 1000, CancellationToken.None)).Rows;

    /// <summary>The kinds of a customer's ledger, in order.</summary>
    public async Task<IReadOnlyList<string>> LedgerKindsAsync(string id = "acme") => [.. (await LedgerAsync(id)).Select(row => row.Kind)];

    /// <summary>The opened bodies of a customer's ledger, in order.</summary>
    public async Task<IReadOnlyList<(string Kind, JsonElement Data)>> LedgerBodiesAsync(string id = "acme")
    {
        var bodies = await Grains.GetGrain<Aegis.Directory.IDirectoryGrain>(0).ReadLedgerAsync(Admin, id, 0, 500);
        bodies.Refusal.ShouldBeNull();
        return [.. bodies.Value!.Items.Select(entry => (entry.Kind, JsonDocument.Parse(entry.Data!).RootElement))];
    }

    public ValueTask DisposeAsync() => TestHost.EndAsync(_services, Database);

    private async Task BeginAsync()
    {
        await Database.MigrateAsync(CancellationToken.None);
        await TestHost.StartAsync(_services);
    }
}
