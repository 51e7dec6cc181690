using Aegis.Hosts.UnitTests.Grains;
using Aegis.Hosts.UnitTests.Support;

namespace Aegis.Hosts.UnitTests;

public sealed class TurnTests : IAsyncLifetime
{
    private HostRun _host = null!;

    public async Task InitializeAsync() => _host = await HostRun.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task FirstCalls_FromManyThreads_MakeOneActivation()
    {
        for (var round = 0; round < 200; round++)
        {
            var key = $"race-{round}";
            using var start = new Barrier(4);

            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return _host.Grains.GetGrain<ITurnGrain>(key).Add(1);
                },
                TaskCreationOptions.LongRunning).Unwrap()));

            (await _host.Grains.GetGrain<ITurnGrain>(key).Add(0)).ShouldBe(4);
            _host.Signals.Count($"activated {key}").ShouldBe(1);
        }
    }

    [Fact]
    public async Task Calls_ThatYield_DoNotMixTheirTurns()
    {
        var grain = _host.Grains.GetGrain<ITurnGrain>("isolation");

        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => Task.Run(() => grain.AddSlowly(1))));

        (await grain.Add(0)).ShouldBe(2_000);
    }

    [Fact]
    public async Task Continuations_AfterForeignTasks_RunOnTheActivation() =>
        (await _host.Grains.GetGrain<ITurnGrain>("scheduler").StaysOnActivation()).ShouldBeTrue();

    [Fact]
    public async Task Call_WhileAnotherRuns_Waits()
    {
        var grain = _host.Grains.GetGrain<ITurnGrain>("busy");
        var first = grain.WaitFor("busy go");
        await _host.Signals.WaitForCount("waiting busy go", 1);
        var second = grain.Add(1);

        var peeked = await grain.Peek();

        peeked.ShouldBe("peeked");
        second.IsCompleted.ShouldBeFalse();
        _host.Signals.Set("busy go");
        (await first).ShouldBe("busy go");
        (await second).ShouldBe(1);
    }

    [Fact]
    public async Task ReadOnlyCalls_AmongThemselves_InterleaveButBlockOthers()
    {
        var grain = _host.Grains.GetGrain<ITurnGrain>("readers");

        var readers = new[] { grain.ReadWhile("read"), grain.ReadWhile("read") };
        await _host.Signals.WaitForCount("waiting read", 2);
        var writer = grain.Add(1);

        (await grain.Peek()).ShouldBe("peeked");
        writer.IsCompleted.ShouldBeFalse();
        _host.Signals.Set("read");
        await Task.WhenAll(readers);
        (await writer).ShouldBe(1);
    }

    [Fact]
    public async Task ReentrantGrain_WhileACallWaits_TakesOthers()
    {
        var grain = _host.Grains.GetGrain<IReentrantGrain>("reentrant");
        var waiting = grain.WaitFor("reentrant go");

        await grain.Release("reentrant go");

        await waiting.WaitAsync(Signals.Patience);
    }

    [Fact]
    public async Task Exception_InACall_ReachesTheCallerAndLeavesTheGrainWorking()
    {
        var grain = _host.Grains.GetGrain<ITurnGrain>("throws");

        var thrown = await Should.ThrowAsync<InvalidDataException>(() => grain.Throw("what was wrong"));

        thrown.Message.ShouldBe("what was wrong");
        (await grain.Add(1)).ShouldBe(1);
    }

    [Fact]
    public async Task Cancellation_OfTheCaller_ReachesBothSides()
    {
        var grain = _host.Grains.GetGrain<ITurnGrain>("cancel");
        using var cancellation = new CancellationTokenSource();
        var call = grain.WaitForCancellation("cancel started", cancellation.Token);
        await _host.Signals.Wait("cancel started");

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await _host.Signals.Wait("cancel started cancelled");
        (await grain.Add(1)).ShouldBe(1);
    }

    [Fact]
    public async Task Cancellation_WhileTheCallWaits_KeepsItFromBeginning()
    {
        var grain = _host.Grains.GetGrain<ITurnGrain>("cancel queued");
        using var cancellation = new CancellationTokenSource();
        var blocking = grain.WaitFor("cancel queued go");
        var waiting = grain.WaitForCancellation("never started", cancellation.Token);

        await cancellation.CancelAsync();
        _host.Signals.Set("cancel queued go");

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        await blocking;
        (await grain.Add(1)).ShouldBe(1);
    }

    [Fact]
    public async Task OneWayCall_ThatFails_HurtsNobody()
    {
        var grain = _host.Grains.GetGrain<ITurnGrain>("one way");

        await grain.Forget("forgotten", fail: true);

        _host.Signals.Set("forgotten may go");
        await _host.Signals.Wait("forgotten");
        (await grain.Add(1)).ShouldBe(1);
    }

    [Fact]
    public async Task ValueTaskMethod_Called_Answers() =>
        (await _host.Grains.GetGrain<ITurnGrain>("value task").Twice(21)).ShouldBe(42);

    [Fact]
    public async Task Reference_MadeFromAGrainId_FindsTheGrain()
    {
        var grain = _host.Grains.GetGrain<ITurnGrain>("by id");
        await grain.Add(5);

        var found = _host.Grains.GetGrain<ITurnGrain>(GrainId.Create("turn", "by id"));

        (await found.Add(0)).ShouldBe(5);
        found.ShouldBe(grain);
    }
}
