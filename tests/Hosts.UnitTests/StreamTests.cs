using Aegis.Hosts.UnitTests.Grains;
using Aegis.Hosts.UnitTests.Support;

namespace Aegis.Hosts.UnitTests;

public sealed class StreamTests : IAsyncLifetime
{
    private HostRun _host = null!;

    public async Task InitializeAsync() => _host = await HostRun.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Item_WithAFailingSubscriber_ReachesTheOthers()
    {
        await _host.Grains.GetGrain<IListenerGrain>("failing").Listen("1");
        await _host.Grains.GetGrain<IListenerGrain>("b").Listen("1");
        var clientHeard = new TaskCompletionSource<string>();
        await Stream("news", "1").SubscribeAsync((item, _) =>
        {
            clientHeard.TrySetResult(item);
            return Task.CompletedTask;
        });

        await _host.Grains.GetGrain<IListenerGrain>("sender").Send("news", "1", "first");
        await _host.Grains.GetGrain<IListenerGrain>("sender").Send("news", "1", "second");

        await _host.StreamUntilCountAsync("b heard first", 1);
        await _host.StreamUntilCountAsync("b heard second", 1);
        (await clientHeard.Task.WaitAsync(Signals.Patience)).ShouldBe("first");
        _host.Signals.Count("failing heard first").ShouldBe(0);
    }

    [Fact]
    public async Task Item_OfAnImplicitNamespace_ActivatesTheGrainOfItsKey()
    {
        await Stream("orders", "7").OnNextAsync("an order");

        await _host.StreamUntilCountAsync("7 got an order", 1);
    }

    [Fact]
    public async Task Subscriber_WhoLeft_HearsNoMore()
    {
        var heard = 0;
        var handle = await Stream("news", "2").SubscribeAsync((_, _) => Task.FromResult(heard++));
        await handle.UnsubscribeAsync();
        await _host.Grains.GetGrain<IListenerGrain>("c").Listen("2");

        await Stream("news", "2").OnNextAsync("late");

        await _host.StreamUntilCountAsync("c heard late", 1);
        heard.ShouldBe(0);
    }

    private IAsyncStream<string> Stream(string ns, string key) =>
        _host.Grains.GetStreamProvider("memory").GetStream<string>(StreamId.Create(ns, key));
}
