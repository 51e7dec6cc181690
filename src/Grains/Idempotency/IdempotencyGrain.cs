using Aegis.Actors;
using Aegis.Grains.Actors;
using Aegis.Grains.Hosting;
using Aegis.Idempotency;

namespace Aegis.Grains.Idempotency;

/// <summary>Remembers one answer for a day. A claim lives in memory only: it lapses with the process, as its contract says, and costs no commit.</summary>
[GrainType("idempotency"), CollectionAgeLimit(Minutes = 2)]
public sealed class IdempotencyGrain(
    [PersistentState("answer")] IPersistentState<IdempotencyState> answer,
    IActorAuthority authority,
    TimeProvider time) : Grain, IIdempotencyGrain
{
    private static readonly TimeSpan ClaimLength = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private (string Owner, string RequestHash, DateTimeOffset ExpiresAt)? _claim;

    private IdempotencyState? Kept => answer.State.ExpiresAt > time.GetUtcNow() ? answer.State : null;

    public Task<Result<IdempotencyCheck>> BeginAsync(Actor actor, string requestHash) => Task.FromResult<Result<IdempotencyCheck>>(
        Guard(actor) is { } refusal ? refusal : Begin(actor, requestHash, time.GetUtcNow()));

    public async Task<Result<Done>> CompleteAsync(Actor actor, string requestHash, StoredAnswer given)
    {
        if (Guard(actor) is { } refusal)
            return refusal;
        // The first answer stands: a late one belongs to a claim that lapsed.
        if (Kept is null)
        {
            answer.State.Owner = actor.ToString();
            answer.State.RequestHash = requestHash;
            answer.State.Answer = given;
            answer.State.ExpiresAt = time.GetUtcNow() + KeptFor;
            await answer.WriteOrDeactivateAsync(DeactivateOnIdle);
        }

        _claim = null;
        return Done.Instance;
    }

    public Task<Result<Done>> AbandonAsync(Actor actor, string requestHash)
    {
        if (Guard(actor) is { } refusal)
            return Task.FromResult<Result<Done>>(refusal);
        if (_claim?.RequestHash == requestHash)
            _claim = null;
        return Task.FromResult<Result<Done>>(Done.Instance);
    }

    public async Task WakeAsync()
    {
        if (!answer.RecordExists || Kept is not null)
            return;
        await answer.ClearOrDeactivateAsync(DeactivateOnIdle);
        DeactivateOnIdle();
    }

    /// <summary>Whoever claimed the key, or was answered, and nobody else: the answer is told to no other, whatever key it guesses.</summary>
    private Refusal? Guard(Actor actor) => authority.CheckMember(actor, GrainKey.Parse(this.GetPrimaryKeyString()).Workspace)
        ?? ((Kept?.Owner ?? Claim(time.GetUtcNow())?.Owner) is { } owner && owner != actor.ToString()
            ? new Refusal(RefusalKind.Forbidden, "This key was claimed by somebody else.")
            : null);

    private (string Owner, string RequestHash, DateTimeOffset ExpiresAt)? Claim(DateTimeOffset now) => _claim is { } made && made.ExpiresAt > now ? made : null;

    private IdempotencyCheck Begin(Actor actor, string requestHash, DateTimeOffset now)
    {
        var claim = Claim(now)?.RequestHash;
        if ((Kept?.RequestHash ?? claim) is { } known && known != requestHash)
            return new(IdempotencyVerdict.Mismatch, null);
        if (Kept is { } kept)
            return new(IdempotencyVerdict.Replay, kept.Answer);
        if (claim is not null)
            return new(IdempotencyVerdict.InProgress, null);
        _claim = (actor.ToString(), requestHash, now + ClaimLength);
        return new(IdempotencyVerdict.Proceed, null);
    }
}
