using Aegis.Hosts.UnitTests.Grains;
using Aegis.Hosts.UnitTests.Support;

namespace Aegis.Hosts.UnitTests;

public sealed class StateTests : IAsyncLifetime
{
    private HostRun _host = null!;

    public async Task InitializeAsync() => _host = await HostRun.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task State_Written_IsReadBeforeTheNextActivation()
    {
        await using var later = await HostRun.StartAsync(_host.Storage);
        await _host.Grains.GetGrain<IStateGrain>(300).Write("kept");

        var count = await later.Grains.GetGrain<IStateGrain>(300).Count();

        count.ShouldBe(1);
    }

    [Fact]
    public async Task States_OfOneGrain_AreReadTogether()
    {
        var both = new TaskCompletionSource();
        var reads = 0;
        _host.Storage.OnRead = async _ =>
        {
            if (Interlocked.Increment(ref reads) == 2)
                both.SetResult();
            await both.Task.WaitAsync(Signals.Patience);
        };

        await _host.Grains.GetGrain<IStateGrain>(2).Count();

        _host.Storage.MostReads.ShouldBe(2);
    }

    [Fact]
    public async Task Conflict_OnWrite_ReachesTheCallerAndDeactivates()
    {
        var grain = _host.Grains.GetGrain<IStateGrain>(0x1F);
        await grain.Write("ours");
        _host.Storage.Put("first", GrainId.Create("state", "1F"), new Notes { Lines = ["theirs", "also theirs", "and more"] });

        await Should.ThrowAsync<InconsistentStateException>(() => grain.Write("stale"));

        (await grain.Count()).ShouldBe(3);
        _host.Signals.Count("state 31 3").ShouldBe(1);
    }

    [Fact]
    public async Task DuplicateActivations_OfTwoProcesses_AreFencedByTheVersion()
    {
        await using var other = await HostRun.StartAsync(_host.Storage);
        var ours = _host.Grains.GetGrain<IStateGrain>(77);
        var theirs = other.Grains.GetGrain<IStateGrain>(77);
        (await ours.Count() + await theirs.Count()).ShouldBe(0);
        await ours.Write("ours");

        await Should.ThrowAsync<InconsistentStateException>(() => theirs.Write("on a version that is gone"));

        // The stale one has left: asked again, it stands on what the other wrote.
        await theirs.Write("theirs");
        (await theirs.Count()).ShouldBe(2);
        other.Signals.Count("state 77 1").ShouldBe(1);
    }

    [Fact]
    public async Task FailedWrite_ReachesTheGrainAsAnOrleansException()
    {
        _host.Storage.OnWrite = _ => throw new IOException("The disk is full.");
        var grain = _host.Grains.GetGrain<IStateGrain>(78);

        (await Should.ThrowAsync<OrleansException>(() => grain.Write("lost"))).InnerException.ShouldBeOfType<IOException>();
    }

    [Fact]
    public async Task State_Cleared_ExistsNoMore()
    {
        var grain = _host.Grains.GetGrain<IStateGrain>(4);
        await grain.Write("gone soon");

        await grain.Clear();

        (await grain.Exists()).ShouldBeFalse();
    }

    [Fact]
    public async Task Activation_ThatFails_FailsItsCallsAndLeavesNone()
    {
        _host.Signals.Add("fail 5");
        var grain = _host.Grains.GetGrain<IStateGrain>(5);

        await Should.ThrowAsync<InvalidDataException>(() => grain.Count());

        (await grain.Count()).ShouldBe(0);
        _host.Signals.Count("state 5 0").ShouldBe(2);
    }

    [Fact]
    public async Task Activation_WhoseStorageFails_FailsItsCalls()
    {
        _host.Storage.OnRead = _ => throw new IOException("The disk is away.");
        var grain = _host.Grains.GetGrain<IStateGrain>(6);

        (await Should.ThrowAsync<OrleansException>(() => grain.Count())).InnerException.ShouldBeOfType<IOException>();

        _host.Storage.OnRead = _ => Task.CompletedTask;
        (await grain.Count()).ShouldBe(0);
    }
}
