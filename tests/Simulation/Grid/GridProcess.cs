using Aegis.Actors;
using Aegis.Connectors.Billing;
using Aegis.Connectors.Mail;
using Aegis.Connectors.Tickets;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Embedded;
using Aegis.Embedded.Reminders;
using Aegis.Embedded.Simulation;
using Aegis.Grains.Agents.Diagnosis;
using Aegis.Grains.Hosting;
using Aegis.Grains.Monitoring;
using Aegis.Grains.Outbox;
using Aegis.Keys;
using Aegis.Monitoring;
using Aegis.Storage;
using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Simulation.Grid;

/// <summary>One run of the program: production grains and production group commit, composed as the silo composes them, on simulated ground.</summary>
public sealed class GridProcess
{
    private static readonly string s_masterKey = new('5', 64);

    private readonly ServiceProvider _services;

    public GridProcess(SimulatedProcess process, IGridDatabase disk, Dice dice, Action<IServiceCollection> addProviders, Mutants.Mutant mutant)
    {
        Process = process;
        var services = new ServiceCollection()
            .AddSingleton(process.Clock)
            .AddSingleton<IEntropy>(new SeededEntropy(dice))
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddAegisStorage(new StorageOptions { MasterKey = s_masterKey })
            .AddAegisGrains(new GridOptions())
            .AddSingleton<ISandboxClient, SimulatedSandbox>()
            .AddSingleton(disk)
            .AddSingleton<IReminderStore, DiskReminders>()
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<GroupCommitGrainStorage>(provider, process))
            .AddEmbeddedHost(options =>
            {
                options.AddGrains(typeof(AegisGrainsExtensions).Assembly);
                options.Scheduler = process;
                options.ResponseTimeoutCheckPeriod = TimeSpan.FromSeconds(5);
            });
        addProviders(services);
        mutant.Sabotage(services);
        _services = services.BuildServiceProvider();
    }

    public SimulatedProcess Process { get; }

    public IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

    public IActorAuthority Authority => _services.GetRequiredService<IActorAuthority>();

    public IKeyHasher Hasher => _services.GetRequiredService<IKeyHasher>();

    public ISealer Sealer => _services.GetRequiredService<ISealer>();

    public ICustomerGrain Customer(GrainKey key) => Grains.GetGrain<ICustomerGrain>(key.ToString());

    public IOrchestratorGrain Orchestrator(GrainKey key) => Grains.GetGrain<IOrchestratorGrain>(key.ToString());

    /// <summary>What the program does at its start; monitors of the given shards only, as the others have nothing to find.</summary>
    public void Start(IReadOnlyList<int> shards)
    {
        _ = Process.Run(() => _services.GetRequiredService<OutboxRelay>().RunAsync(CancellationToken.None));
        foreach (var service in _services.GetServices<IHostedService>().Where(s => s is not BackgroundService))
            _ = Process.Run(() => Persist(() => service.StartAsync(CancellationToken.None)));
        _ = Process.Run(() => Persist(async () =>
        {
            await _services.GetRequiredService<GridStartup>().RecoverAsync(CancellationToken.None);
            foreach (var shard in shards)
                await Grains.GetGrain<IMonitorGrain>(shard).StartAsync(Authority.Sign("simulation", Role.System, GrainKey.DefaultWorkspace));
        }));
    }

    /// <summary>The process dies between two steps.</summary>
    public void Kill()
    {
        Process.Kill();
        _services.Dispose();
    }

    // A program whose start fails is started again by whoever runs it; here the step alone is.
    private async Task Persist(Func<Task> step)
    {
        while (true)
        {
            try
            {
                await step();
                return;
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), Process.Clock);
            }
        }
    }

    private sealed class SimulatedSandbox : ISandboxClient
    {
        public Task<SandboxAnswer> GetAsync(
            string url, System.Collections.Immutable.ImmutableArray<(string Name, string Value)> headers, CancellationToken cancellationToken) =>
            Task.FromResult(new SandboxAnswer(200, 1, "OK"));
    }

    private sealed class SeededEntropy(Dice dice) : IEntropy
    {
        public void Fill(Span<byte> bytes) => dice.Fill(bytes);
    }
}
