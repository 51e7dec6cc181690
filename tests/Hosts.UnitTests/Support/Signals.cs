using System.Collections.Concurrent;

namespace Aegis.Hosts.UnitTests.Support;

/// <summary>Named signals and counts by which tests and grains wait for each other.</summary>
public sealed class Signals
{
    /// <summary>Nothing in these tests takes this long unless it hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _signals = new();
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentDictionary<(string, int), TaskCompletionSource> _reached = new();

    public void Set(string name) => Of(name).TrySetResult();

    public Task Wait(string name) => Of(name).Task.WaitAsync(Signals.Patience);

    public Task WaitUnbounded(string name) => Of(name).Task;

    public int Count(string name) => _counts.GetValueOrDefault(name);

    public int Add(string name)
    {
        var count = _counts.AddOrUpdate(name, 1, (_, n) => n + 1);
        Reached(name, count).TrySetResult();
        return count;
    }

    public Task WaitForCount(string name, int count) => Reached(name, count).Task.WaitAsync(Signals.Patience);

    private TaskCompletionSource Reached(string name, int count) =>
        _reached.GetOrAdd((name, count), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private TaskCompletionSource Of(string name) =>
        _signals.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
