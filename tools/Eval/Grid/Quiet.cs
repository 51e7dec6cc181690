using Aegis.Actions;
using Aegis.Conversations;

namespace Aegis.Eval.Grid;

/// <summary>Tells when a grid has come to rest. Work that waits for its time, or for a person, is at rest.</summary>
internal sealed class Quiet(EvalGrid grid, ImmutableArray<string> customers)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Looks in a row at which nothing moved; more where a turn waits, which may just be about to begin.</summary>
    private const int Sure = 2;
    private const int SureOfWaiting = 30;

    private int _still;
    private int _looks;

    public async Task<bool> IsReachedAsync(CancellationToken cancellationToken)
    {
        // What became due is looked for at first, and then by the grid itself.
        var moved = _looks++ < Sure && await grid.MoveOnAsync(cancellationToken) > 0;
        var (isWorking, isWaiting) = await LookAsync();
        _still = moved || isWorking || await grid.HasCommandsAsync(cancellationToken) ? 0 : _still + 1;
        return _still >= (isWaiting ? SureOfWaiting : Sure);
    }

    private async Task<(bool IsWorking, bool IsWaiting)> LookAsync()
    {
        var isWaiting = false;
        foreach (var id in customers)
        {
            var conversation = (await grid.Conversation(id).GetConversationAsync(grid.Aegis)).Value;
            var turns = conversation?.Turns ?? [];
            var actions = (await grid.Customer(id).ListActionsAsync(grid.Aegis)).Value;
            if (turns.Any(t => t.Status == TurnStatus.Running) || (!actions.IsDefault && actions.Any(a => a.Status == ActionStatus.InFlight)))
                return (true, false);
            isWaiting |= conversation is { TakenOver: false } && turns.Any(t => t.Status == TurnStatus.Queued);
        }

        return (false, isWaiting);
    }
}
