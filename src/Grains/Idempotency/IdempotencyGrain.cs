using Aegis.Grains.Hosting;
using Aegis.Idempotency;

namespace Aegis.Grains.Idempotency;

/// <summary>Remembers one answer for a day. A claim lives in memory only: it lapses with the process, as its contract says, and costs no commit.</summary>
[GrainType("idempotency"), CollectionAgeLimit(Minutes = 2)]
public sealed class IdempotencyGrain(
    [PersistentState("answer")] IPersistentState<IdempotencyState> answer,
    TimeProvider time) : Grain, IIdempotencyGrain
{
    private static readonly TimeSpan ClaimLength = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private (string RequestHash, DateTimeOffset ExpiresAt)? _claim;

    private IdempotencyState? Kept => answer.State.ExpiresAt > time.GetUtcNow() ? answer.State : null;

    public Task<IdempotencyCheck> BeginAsync(string requestHash) => Task.FromResult(Begin(requestHash, time.GetUtcNow()));

    public async Task CompleteAsync(string requestHash, StoredAnswer given)
    {
        // The first answer stands: a late one belongs to a claim that lapsed.
        if (Kept is null)
        {
            answer.State.RequestHash = requestHash;
            answer.State.Answer = given;
            answer.State.ExpiresAt = time.GetUtcNow() + KeptFor;
            await answer.WriteOrDeactivateAsync(DeactivateOnIdle);
        }

        _claim = null;
    }

    public Task AbandonAsync(string requestHash)
    {
        if (_claim?.RequestHash == requestHash)
            _claim = null;
        return Task.CompletedTask;
    }

    public async Task WakeAsync()
    {
        if (!answer.RecordExists || Kept is not null)
            return;
        await answer.ClearOrDeactivateAsync(DeactivateOnIdle);
        DeactivateOnIdle();
    }

    private IdempotencyCheck Begin(string requestHash, DateTimeOffset now)
    {
        var claim = _claim is { } made && made.ExpiresAt > now ? made.RequestHash : null;
        if ((Kept?.RequestHash ?? claim) is { } known && known != requestHash)
            return new(IdempotencyVerdict.Mismatch, null);
        if (Kept is { } kept)
            return new(IdempotencyVerdict.Replay, kept.Answer);
        if (claim is not null)
            return new(IdempotencyVerdict.InProgress, null);
        _claim = (requestHash, now + ClaimLength);
        return new(IdempotencyVerdict.Proceed, null);
    }
}
