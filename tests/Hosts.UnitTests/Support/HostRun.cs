using Aegis.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aegis.Hosts.UnitTests.Support;

/// <summary>One life of a host with the grains of this project, a clock that stands still, and storage in memory that outlives it.</summary>
internal sealed class HostRun : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);

    private readonly ServiceProvider _services;
    private readonly IHostedService[] _hosted;

    private HostRun(ServiceProvider services, FakeTimeProvider clock, MemoryStorage storage)
    {
        (_services, Clock, Storage, Start) = (services, clock, storage, clock.GetUtcNow());
        _hosted = [.. services.GetServices<IHostedService>()];
    }

    public FakeTimeProvider Clock { get; }

    /// <summary>What the clock said when this life began.</summary>
    public DateTimeOffset Start { get; }

    public MemoryStorage Storage { get; }

    public Signals Signals => _services.GetRequiredService<Signals>();

    public IClusterClient Grains => _services.GetRequiredService<IClusterClient>();

    public static async Task<HostRun> StartAsync(
        MemoryStorage? storage = null, IReminderShelf? reminders = null, FakeTimeProvider? clock = null, TimeSpan? responseTimeout = null)
    {
        clock ??= new();
        storage ??= new();
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<Signals>()
            .AddSingleton(reminders ?? new MemoryShelf())
            .AddKeyedSingleton<IGrainStorage>("Default", storage)
            .AddKeyedSingleton<IGrainStorage>("elsewhere", storage)
            .AddTestHost(typeof(HostRun).Assembly, HostClock.Test, responseTimeout)
            .BuildServiceProvider();
        var run = new HostRun(services, clock, storage);
        foreach (var service in run._hosted)
            await service.StartAsync(CancellationToken.None);
        return run;
    }

    /// <summary>Waits until a timer is set to this long after the start: a host sets its own beside the test, and time that passes before is not waited for.</summary>
    public async Task TimerAsync(TimeSpan after)
    {
        using var late = new CancellationTokenSource(Signals.Patience, TimeProvider.System);
        while (!Clock.HasTimerAt(Start + after))
            await Task.Delay(Pace, TimeProvider.System, late.Token);
    }

    /// <summary>Lets time pass until the call ends.</summary>
    public Task PassUntilEndedAsync(Task call) => TestHost.PassUntilEndedAsync(call, Clock).WaitAsync(Signals.Patience);

    /// <summary>Lets streams deliver until a count is reached.</summary>
    public Task StreamUntilCountAsync(string name, int count) => TestHost.StreamUntilAsync(Signals.WaitForCount(name, count), Clock);

    /// <summary>Has idle activations collected until a count is reached.</summary>
    public Task CollectUntilAsync(string name, int count) => TestHost.CollectUntilAsync(Signals.WaitForCount(name, count), _services, Clock);

    /// <summary>Ends as it should.</summary>
    public async Task StopAsync()
    {
        foreach (var service in _hosted.Reverse())
            await service.StopAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => TestHost.EndAsync(_services);
}
