using Aegis.Conversations;

namespace Aegis.Grains.Conversations;

/// <summary>The steps of the running turn while it runs; they become part of its reply, and are lost with the process.</summary>
internal sealed class LiveTurn(string turnId, long epoch, IEnumerable<TurnStep> opening)
{
    private readonly List<TurnStep> _steps = [.. opening];

    public string TurnId { get; } = turnId;
    public long Epoch { get; } = epoch;
    public ImmutableArray<TurnStep> Steps => [.. _steps];

    public void Add(TurnStep step) => _steps.Add(step);
}

/// <summary>Wakes all who wait for a change.</summary>
internal sealed class Change
{
    private TaskCompletionSource _next = New();

    public Task Next => _next.Task;

    public void Announce()
    {
        var happened = _next;
        _next = New();
        happened.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
