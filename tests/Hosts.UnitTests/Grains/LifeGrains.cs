using Aegis.Hosts.UnitTests.Support;

namespace Aegis.Hosts.UnitTests.Grains;

public interface IUnimplementedGrain : IGrainWithStringKey;

public interface IShortLivedGrain : IGrainWithStringKey
{
    Task Touch();

    Task Delay(TimeSpan time);
}

[CollectionAgeLimit(Minutes = 2)]
public sealed class ShortLivedGrain(Signals signals) : Grain, IShortLivedGrain
{
    public Task Touch() => Task.CompletedTask;

    public Task Delay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        signals.Add("short left");
        return Task.CompletedTask;
    }
}

public interface IWorkerGrain : IGrainWithIntegerKey
{
    Task<Guid> Work(string until);
}

[StatelessWorker(3)]
public sealed class WorkerGrain(Signals signals) : Grain, IWorkerGrain
{
    private readonly Guid _id = Guid.NewGuid();

    public async Task<Guid> Work(string until)
    {
        signals.Add("working");
        await signals.WaitUnbounded(until);
        await Task.Yield();
        return _id;
    }
}

public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(TimeSpan dueTime, TimeSpan period);

    Task<int> Ticks();

    Task Stop();
}

public sealed class TimerGrain(Signals signals) : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private int _ticks;

    public Task Start(TimeSpan dueTime, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            async () =>
            {
                await Task.Yield();
                _ticks++;
                signals.Add($"ticked {this.GetPrimaryKeyString()}");
            },
            dueTime, period);
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);

    public Task Stop()
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }
}
