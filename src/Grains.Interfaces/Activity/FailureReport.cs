using Aegis.Customers;
using Aegis.Keys;

namespace Aegis.Activity;

/// <summary>What is recorded of a customer's failing calls over the last 24 h, or over the last active 24 h when those saw no call, and the facts their cause is read from.</summary>
/// <param name="Until">The window's end: now, or the last call.</param>
/// <param name="Failures">By reason, the most frequent first.</param>
/// <param name="CallsPerMinute">The product's rate limit.</param>
/// <param name="Ticket">The ticket these failures are dealt with in; null for none.</param>
/// <param name="CalmAt">When an earlier spell of failing calls ended, in the last 24 h; what was said of that is not about these.</param>
[GenerateSerializer, Immutable, Alias("aegis.FailureReport")]
public sealed record FailureReport(
    [property: Id(0)] DateTimeOffset Until,
    [property: Id(1)] long Calls,
    [property: Id(2)] long Errors,
    [property: Id(3)] ImmutableArray<FailureFigure> Failures,
    [property: Id(4)] ImmutableArray<ApiKey> Keys,
    [property: Id(5)] Tier Tier,
    [property: Id(6)] DateTimeOffset? TrialEndsAt,
    [property: Id(7)] string? Site,
    [property: Id(8)] ImmutableArray<string> TechStack,
    [property: Id(9)] int CallsPerMinute,
    [property: Id(10)] DateTimeOffset? LastCallAt,
    [property: Id(11)] DateTimeOffset Now,
    [property: Id(12)] FailureTicket? Ticket = null,
    [property: Id(13)] DateTimeOffset? CalmAt = null);

/// <summary>The one ticket that a customer's failing calls are dealt with in.</summary>
/// <param name="Key">Null while it is being opened.</param>
/// <param name="Operation">The wish that opens it, however often it is made; null where it is not known any more.</param>
/// <param name="OfEpisode">Whether it is an open episode's; otherwise it was opened because the customer asked.</param>
[GenerateSerializer, Immutable, Alias("aegis.FailureTicket")]
public sealed record FailureTicket(
    [property: Id(0)] string? Key,
    [property: Id(1)] string? Operation,
    [property: Id(2)] bool OfEpisode);

/// <summary>The failed calls of one reason; where it was last seen is null for a reason among too many.</summary>
/// <param name="Reason">The recorded reason, or HTTP_404 and the like where none was given.</param>
/// <param name="KeyId">The customer's key it last failed with, where that is known.</param>
/// <param name="Scheme">How the credential was last sent: Basic, Bearer, none (bare in the Authorization header), a header's name; null when not known.</param>
/// <param name="SuccessesSince">Calls that succeeded since, with the same key; with any key where that key can never succeed.</param>
[GenerateSerializer, Immutable, Alias("aegis.FailureFigure")]
public sealed record FailureFigure(
    [property: Id(0)] string Reason,
    [property: Id(1)] long Count,
    [property: Id(2)] DateTimeOffset? LastAt,
    [property: Id(3)] int? Status,
    [property: Id(4)] string? Endpoint,
    [property: Id(5)] string? KeyId,
    [property: Id(6)] string? Scheme,
    [property: Id(7)] int SuccessesSince);
