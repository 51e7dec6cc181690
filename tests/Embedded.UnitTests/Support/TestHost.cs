using Aegis.Fixtures;
using Aegis.Hosts.UnitTests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aegis.Embedded.UnitTests.Support;

/// <summary>A host with the grains of this project, a clock that stands still, and storage in memory.</summary>
public sealed class TestHost : IAsyncDisposable
{
    /// <summary>Nothing in these tests takes this long unless it hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ServiceProvider _services;

    public TestHost(Action<EmbeddedHostOptions>? configure = null, MemoryStorage? storage = null, Reminders.IReminderStore? reminders = null)
    {
        Storage = storage ?? new MemoryStorage();
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<Signals>()
            .AddKeyedSingleton<IGrainStorage>("Default", Storage)
            .AddEmbeddedHost(options =>
            {
                options.AddGrains(typeof(TestHost).Assembly);
                configure?.Invoke(options);
            });
        if (reminders is not null)
            services.AddSingleton(reminders);
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new();

    public MemoryStorage Storage { get; }

    public Signals Signals => _services.GetRequiredService<Signals>();

    public IClusterClient Grains => _services.GetRequiredService<IClusterClient>();

    public Task StartAsync() => Service.StartAsync(CancellationToken.None);

    public Task StopAsync() => Service.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    private IHostedService Service => _services.GetRequiredService<IHostedService>();
}
