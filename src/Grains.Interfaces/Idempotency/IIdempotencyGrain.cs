using Aegis.Actors;

namespace Aegis.Idempotency;

[GenerateSerializer, Alias("aegis.IdempotencyVerdict")]
public enum IdempotencyVerdict
{
    /// <summary>The first request with this key: perform it, then complete.</summary>
    Proceed,
    /// <summary>It was answered before: the stored answer is given again.</summary>
    Replay,
    /// <summary>The same key came with another body (422).</summary>
    Mismatch,
    /// <summary>The first request is still being performed (409, Retry-After).</summary>
    InProgress,
}

/// <summary>An HTTP answer kept for replay; secrets stand as placeholders.</summary>
[GenerateSerializer, Immutable, Alias("aegis.StoredAnswer")]
public sealed record StoredAnswer(
    [property: Id(0)] int Status,
    [property: Id(1)] string? ContentType,
    [property: Id(2)] string Body,
    [property: Id(3)] string? Location);

[GenerateSerializer, Immutable, Alias("aegis.IdempotencyCheck")]
public sealed record IdempotencyCheck([property: Id(0)] IdempotencyVerdict Verdict, [property: Id(1)] StoredAnswer? Answer);

/// <summary>Remembers the answer to one Idempotency-Key for 24 h; keyed "workspace/hash of actor and key". Its state is sealed.
/// Only for the actor that claimed the key first.</summary>
[Alias("aegis.IIdempotencyGrain")]
public interface IIdempotencyGrain : IGrainWithStringKey, Aegis.Monitoring.IDueGrain
{
    /// <summary>Claims the key for a request, by the SHA-256 of method, path and body. A claim without an answer lapses after 20 s or with the process.</summary>
    [Alias("BeginAsync")]
    Task<Result<IdempotencyCheck>> BeginAsync(Actor actor, string requestHash);

    /// <summary>Stores the answer durably.</summary>
    [Alias("CompleteAsync")]
    Task<Result<Done>> CompleteAsync(Actor actor, string requestHash, StoredAnswer answer);

    /// <summary>Gives the claim up, so that the request may be tried again (after a 5xx or a refusal that may pass).</summary>
    [Alias("AbandonAsync")]
    Task<Result<Done>> AbandonAsync(Actor actor, string requestHash);
}
