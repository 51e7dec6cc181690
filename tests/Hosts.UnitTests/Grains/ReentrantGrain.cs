using Aegis.Hosts.UnitTests.Support;

namespace Aegis.Hosts.UnitTests.Grains;

public interface IReentrantGrain : IGrainWithStringKey
{
    Task WaitFor(string signal);

    Task Release(string signal);
}

[Reentrant]
public sealed class ReentrantGrain(Signals signals) : Grain, IReentrantGrain
{
    public Task WaitFor(string signal) => signals.WaitUnbounded(signal);

    public Task Release(string signal)
    {
        signals.Set(signal);
        return Task.CompletedTask;
    }
}
