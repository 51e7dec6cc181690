using Aegis.Hosts.UnitTests.Grains;
using Aegis.Hosts.UnitTests.Support;

namespace Aegis.Hosts.UnitTests;

/// <summary>A call past its response timeout fails, whatever became of it.</summary>
public sealed class TimeoutTests : IAsyncLifetime
{
    private HostRun _host = null!;

    // Orleans drops a call that did not reach its grain by then, which on a busy machine takes a second or two.
    public async Task InitializeAsync() => _host = await HostRun.StartAsync(responseTimeout: TimeSpan.FromSeconds(5));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Call_WithoutAnAnswer_FailsAfterTheResponseTimeout()
    {
        var call = _host.Grains.GetGrain<ITurnGrain>("slow").WaitFor("never");
        await _host.Signals.WaitForCount("waiting never", 1);

        await _host.PassUntilEndedAsync(call);

        await Should.ThrowAsync<TimeoutException>(() => call);
        _host.Signals.Set("never");
        // The grain goes on: what was given up is its caller's wait alone.
        (await _host.Grains.GetGrain<ITurnGrain>("slow").Add(1)).ShouldBe(1);
    }

    [Fact]
    public async Task Method_WithATimeoutOfItsOwn_FailsAfterThat()
    {
        var call = _host.Grains.GetGrain<ITurnGrain>("own timeout").WaitBriefly("never brief");

        await _host.PassUntilEndedAsync(call);

        await Should.ThrowAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task CallChain_BackToItsOwnCaller_EndsInTheTimeout()
    {
        var first = _host.Grains.GetGrain<ITurnGrain>("chain 1");
        var second = _host.Grains.GetGrain<ITurnGrain>("chain 2");

        var call = first.CallBack(second, first);
        await _host.PassUntilEndedAsync(call);

        await Should.ThrowAsync<TimeoutException>(() => call);
    }
}
