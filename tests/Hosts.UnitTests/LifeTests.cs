using Aegis.Hosts.UnitTests.Grains;
using Aegis.Hosts.UnitTests.Support;

namespace Aegis.Hosts.UnitTests;

/// <summary>Activations come when they are called and go when they are idle, told to, or stale.</summary>
public sealed class LifeTests : IAsyncLifetime
{
    private HostRun _host = null!;

    public async Task InitializeAsync() => _host = await HostRun.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task IdleActivation_Collected_BeginsAnew()
    {
        var grain = _host.Grains.GetGrain<ITurnGrain>("idle");
        await grain.Add(7);

        await _host.CollectUntilAsync("left idle", 1);

        (await grain.Add(0)).ShouldBe(0);
        _host.Signals.Count("activated idle").ShouldBe(2);
    }

    [Fact]
    public async Task Activation_WithACallRunning_IsNotCollected()
    {
        var busy = _host.Grains.GetGrain<ITurnGrain>("busy");
        await busy.Add(7);
        var running = busy.WaitFor("busy done");
        await _host.Signals.WaitForCount("waiting busy done", 1);
        await _host.Grains.GetGrain<ITurnGrain>("bystander").Add(1);

        // Control: whoever is idle is collected meanwhile.
        await _host.CollectUntilAsync("left bystander", 1);

        _host.Signals.Count("left busy").ShouldBe(0);
        _host.Signals.Set("busy done");
        await Task.WhenAny(running);
        (await busy.Add(0)).ShouldBe(7);
    }

    [Fact]
    public async Task Deactivation_WithCallsWaiting_HandsThemToTheNextActivation()
    {
        var grain = _host.Grains.GetGrain<ITurnGrain>("leaver");
        await grain.Add(40);
        var leaving = grain.Leave();
        await _host.Signals.WaitForCount("leaving leaver", 1);
        var waiting = Enumerable.Range(0, 10).Select(_ => grain.Add(1)).ToList();

        _host.Signals.Set("leave leaver");

        (await leaving).ShouldBe("left");
        (await Task.WhenAll(waiting)).Order().ShouldBe(Enumerable.Range(1, 10));
        _host.Signals.Count("activated leaver").ShouldBe(2);
        _host.Signals.Count("left leaver ApplicationRequested").ShouldBe(1);
    }

    [Fact]
    public async Task Stop_Deactivates_SayingWhy()
    {
        var signals = _host.Signals;
        await _host.Grains.GetGrain<ITurnGrain>("stopping").Add(1);

        await _host.StopAsync();

        signals.Count("left stopping ShuttingDown").ShouldBe(1);
    }

    [Fact]
    public async Task StatelessWorker_UnderLoad_GrowsToItsLimitAndQueuesBeyond()
    {
        var worker = _host.Grains.GetGrain<IWorkerGrain>(0);
        var calls = Enumerable.Range(0, 10).Select(_ => worker.Work("workers go")).ToList();
        await _host.Signals.WaitForCount("working", 3);
        _host.Signals.Count("working").ShouldBe(3);

        _host.Signals.Set("workers go");

        (await Task.WhenAll(calls).WaitAsync(Signals.Patience)).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task GrainTimer_WhileRegistered_TicksInTurns()
    {
        var grain = _host.Grains.GetGrain<ITimerGrain>("timer");
        await grain.Start(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.Signals.WaitForCount("ticked timer", 1);
        (await grain.Ticks()).ShouldBe(1);
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        await _host.Signals.WaitForCount("ticked timer", 2);
        await grain.Stop();
        _host.Clock.Advance(TimeSpan.FromSeconds(10));

        (await grain.Ticks()).ShouldBe(2);
    }
}
