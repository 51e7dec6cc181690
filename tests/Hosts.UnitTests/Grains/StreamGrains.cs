using Aegis.Hosts.UnitTests.Support;

namespace Aegis.Hosts.UnitTests.Grains;

public interface IListenerGrain : IGrainWithStringKey
{
    Task Listen(string key);

    Task Send(string ns, string key, string item);
}

public sealed class ListenerGrain(Signals signals) : Grain, IListenerGrain
{
    public async Task Listen(string key) => await Stream("news", key).SubscribeAsync((item, _) =>
    {
        if (this.GetPrimaryKeyString() == "failing")
            throw new InvalidDataException("This listener fails.");
        signals.Add($"{this.GetPrimaryKeyString()} heard {item}");
        return Task.CompletedTask;
    });

    public Task Send(string ns, string key, string item) => Stream(ns, key).OnNextAsync(item);

    private IAsyncStream<string> Stream(string ns, string key) => this.GetStreamProvider("memory").GetStream<string>(StreamId.Create(ns, key));
}

public interface IImplicitGrain : IGrainWithStringKey;

[ImplicitStreamSubscription("orders")]
public sealed class ImplicitGrain(Signals signals) : Grain, IImplicitGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        await this.GetStreamProvider("memory").GetStream<string>(StreamId.Create("orders", this.GetPrimaryKeyString())).SubscribeAsync((item, _) =>
        {
            signals.Add($"{this.GetPrimaryKeyString()} got {item}");
            return Task.CompletedTask;
        });
}
