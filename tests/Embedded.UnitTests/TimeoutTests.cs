using Aegis.Hosts.UnitTests.Grains;
using Aegis.Embedded.UnitTests.Support;

namespace Aegis.Embedded.UnitTests;

public sealed class TimeoutTests : IAsyncLifetime
{
    private readonly TestHost _host = new();

    public Task InitializeAsync() => _host.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Call_WithoutAnAnswer_FailsAfterTheResponseTimeout()
    {
        var call = _host.Grains.GetGrain<ITurnGrain>("slow").WaitFor("never");
        await _host.Signals.WaitForCount("waiting never", 1);

        await AdvanceUntilDone(call, TimeSpan.FromSeconds(35));

        (await Should.ThrowAsync<TimeoutException>(() => call)).Message.ShouldContain("WaitFor");
    }

    [Fact]
    public async Task Call_BeforeItsTimeout_IsLeftAlone()
    {
        var call = _host.Grains.GetGrain<ITurnGrain>("patient").WaitFor("patient go");
        await _host.Signals.WaitForCount("waiting patient go", 1);
        _host.Clock.Advance(TimeSpan.FromSeconds(29));

        _host.Signals.Set("patient go");

        (await call.WaitAsync(TestHost.Patience)).ShouldBe("patient go");
    }

    [Fact]
    public async Task Timeout_OfACancellableCall_IsToldToTheCallee()
    {
        var call = _host.Grains.GetGrain<ITurnGrain>("told").WaitForCancellation("told started", CancellationToken.None);
        using var unused = new CancellationTokenSource();
        var cancellable = _host.Grains.GetGrain<ITurnGrain>("told 2").WaitForCancellation("told 2 started", unused.Token);
        await _host.Signals.Wait("told 2 started");

        await AdvanceUntilDone(cancellable, TimeSpan.FromSeconds(35));

        await Should.ThrowAsync<TimeoutException>(() => cancellable);
        await _host.Signals.Wait("told 2 started cancelled");
        _ = call;
    }

    private async Task AdvanceUntilDone(Task call, TimeSpan limit)
    {
        // Sweeps see a call only once it is queued, which happens on other threads: the clock steps until they have.
        for (var passed = TimeSpan.Zero; passed < limit || !call.IsCompleted; passed += TimeSpan.FromMilliseconds(250))
        {
            if (call.IsCompleted)
                return;
            passed.ShouldBeLessThan(TimeSpan.FromHours(24));
            _host.Clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }
    }
}
