using Aegis.Hosts.UnitTests.Support;

namespace Aegis.Hosts.UnitTests.Grains;

public interface ITurnGrain : IGrainWithStringKey
{
    Task<int> Add(int by);

    /// <summary>Reads, yields, writes: loses counts if turns of two calls mix.</summary>
    Task<int> AddSlowly(int by);

    Task<string> WaitFor(string signal);

    [ReadOnly]
    Task<string> ReadWhile(string signal);

    [AlwaysInterleave]
    Task<string> Peek();

    Task<string> Throw(string message);

    Task<bool> StaysOnActivation();

    Task<int> WaitForCancellation(string started, CancellationToken cancellationToken);

    [ResponseTimeout("00:00:00.5")]
    Task WaitBriefly(string signal);

    Task CallBack(ITurnGrain other, ITurnGrain self);

    Task<int> AskOther(ITurnGrain other);

    [OneWay]
    Task Forget(string signal, bool fail);

    Task<string> Leave();

    ValueTask<int> Twice(int number);

    Task<string> Key();
}

[GrainType("turn")]
public sealed class TurnGrain(Signals signals) : Grain, ITurnGrain
{
    private int _count;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        signals.Add($"activated {this.GetPrimaryKeyString()}");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        signals.Add($"left {this.GetPrimaryKeyString()} {reason.ReasonCode}");
        signals.Add($"left {this.GetPrimaryKeyString()}");
        return Task.CompletedTask;
    }

    public Task<int> Add(int by) => Task.FromResult(_count += by);

    public async Task<int> AddSlowly(int by)
    {
        var before = _count;
        await Task.Yield();
        return _count = before + by;
    }

    public async Task<string> WaitFor(string signal)
    {
        signals.Add($"waiting {signal}");
        await signals.WaitUnbounded(signal);
        return signal;
    }

    public Task<string> ReadWhile(string signal) => WaitFor(signal);

    public Task<string> Peek() => Task.FromResult("peeked");

    public async Task<string> Throw(string message)
    {
        await Task.Yield();
        throw new InvalidDataException(message);
    }

    public async Task<bool> StaysOnActivation()
    {
        var mine = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current;
        await Task.Run(() => { });
        return mine != TaskScheduler.Default && mine == afterYield && mine == TaskScheduler.Current;
    }

    public async Task<int> WaitForCancellation(string started, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource();
        using var registration = cancellationToken.Register(ended.SetResult);
        signals.Set(started);
        await ended.Task;
        signals.Set($"{started} cancelled");
        return _count;
    }

    public Task WaitBriefly(string signal) => signals.WaitUnbounded(signal);

    public Task CallBack(ITurnGrain other, ITurnGrain self) => other.AskOther(self);

    public Task<int> AskOther(ITurnGrain other) => other.Add(1);

    public async Task Forget(string signal, bool fail)
    {
        await signals.Wait($"{signal} may go");
        signals.Set(signal);
        if (fail)
            throw new InvalidDataException("Nobody hears this.");
    }

    public async Task<string> Leave()
    {
        DeactivateOnIdle();
        signals.Add($"leaving {this.GetPrimaryKeyString()}");
        await signals.Wait($"leave {this.GetPrimaryKeyString()}");
        return "left";
    }

    public ValueTask<int> Twice(int number) => ValueTask.FromResult(2 * number);

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());
}
