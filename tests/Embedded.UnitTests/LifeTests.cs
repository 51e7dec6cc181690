using Aegis.Hosts.UnitTests.Grains;
using Aegis.Embedded.UnitTests.Support;

namespace Aegis.Embedded.UnitTests;

public sealed class LifeTests : IAsyncLifetime
{
    private readonly TestHost _host = new();

    public Task InitializeAsync() => _host.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task IdleActivation_AfterItsAge_IsCollected()
    {
        var grain = _host.Grains.GetGrain<ITurnGrain>("idle");
        await grain.Add(7);

        await AdvanceUntil("left idle ActivationIdle", TimeSpan.FromMinutes(16));

        (await grain.Add(0)).ShouldBe(0);
    }

    [Fact]
    public async Task Activation_InUse_IsKept()
    {
        var grain = _host.Grains.GetGrain<ITurnGrain>("used");
        for (var i = 0; i < 10; i++)
        {
            await grain.Add(1);
            _host.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        (await grain.Add(0)).ShouldBe(10);
    }

    [Fact]
    public async Task Class_WithAnAgeOfItsOwn_IsCollectedAfterThat()
    {
        await _host.Grains.GetGrain<IShortLivedGrain>("short").Touch();

        await AdvanceUntil("short left", TimeSpan.FromMinutes(3));

        _host.Signals.Count("short left").ShouldBe(1);
    }

    [Fact]
    public async Task DelayedDeactivation_UntilItsTime_KeepsTheActivation()
    {
        var grain = _host.Grains.GetGrain<IShortLivedGrain>("delayed");
        await grain.Delay(TimeSpan.FromMinutes(30));
        _host.Clock.Advance(TimeSpan.FromMinutes(29));
        _host.Signals.Count("short left").ShouldBe(0);

        await AdvanceUntil("short left", TimeSpan.FromMinutes(4));

        _host.Signals.Count("short left").ShouldBe(1);
    }

    [Fact]
    public async Task Stop_WithCallsRunning_LetsThemEndAndDeactivatesAll()
    {
        var grain = _host.Grains.GetGrain<ITurnGrain>("stopping");
        var running = grain.WaitFor("stop go");
        await _host.Signals.WaitForCount("waiting stop go", 1);

        var stopped = _host.StopAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => grain.Add(1));
        _host.Signals.Set("stop go");
        await stopped.WaitAsync(TestHost.Patience);

        (await running).ShouldBe("stop go");
        _host.Signals.Count("left stopping ShuttingDown").ShouldBe(1);
    }

    [Fact]
    public void GrainMade_OutsideTheHost_IsRefused() =>
        Should.Throw<InvalidOperationException>(() => new TurnGrain(_host.Signals)).Message.ShouldContain("IGrainFactory");

    [Fact]
    public void GrainInterface_WithoutAClass_IsNamedInTheError() =>
        Should.Throw<ArgumentException>(() => _host.Grains.GetGrain<IUnimplementedGrain>("x")).Message.ShouldContain(nameof(IUnimplementedGrain));

    /// <summary>The last turn of a call may end a moment after its answer, and a sweep passes over an activation in a turn: more sweeps follow.</summary>
    private async Task AdvanceUntil(string signal, TimeSpan atLeast)
    {
        _host.Clock.Advance(atLeast);
        var left = _host.Signals.WaitForCount(signal, 1);
        while (!left.IsCompleted)
        {
            _host.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        await left;
    }
}
