using Aegis.Actors;

namespace Aegis.News;

/// <summary>What a provider says happened.</summary>
[GenerateSerializer, Alias("aegis.ProviderNewsKind")]
public enum ProviderNewsKind
{
    /// <summary>Something about a customer's subscription: what it is now is read from the provider.</summary>
    Subscription,
    /// <summary>Somebody wrote to a ticket.</summary>
    TicketComment,
    /// <summary>A ticket was closed.</summary>
    TicketClosed,
    /// <summary>A ticket that was closed is open again.</summary>
    TicketReopened,
}

/// <summary>News of a provider that proved who it is.</summary>
/// <param name="Provider">chargebee, stripe, jira or zendesk.</param>
/// <param name="EventId">The same for the same news, however often it comes.</param>
/// <param name="Subject">Of billing: our key of the customer. Of tickets: the ticket's key.</param>
/// <param name="OccurredAt">When the provider says it happened.</param>
/// <param name="Author">Who wrote, as the provider names them; null where nobody did.</param>
/// <param name="Text">What was written: text of strangers. Null where there is none.</param>
/// <param name="Id">The provider's id of a comment, so that our own is known.</param>
[GenerateSerializer, Immutable, Alias("aegis.ProviderNews")]
public sealed record ProviderNews(
    [property: Id(0)] string Provider,
    [property: Id(1)] string EventId,
    [property: Id(2)] ProviderNewsKind Kind,
    [property: Id(3)] string Subject,
    [property: Id(4)] DateTimeOffset OccurredAt,
    [property: Id(5)] string? Author = null,
    [property: Id(6)] string? Text = null,
    [property: Id(7)] string? Id = null);

/// <summary>A subscription as the billing system has it now.</summary>
/// <param name="Plan">Our name of the plan, or null when its price is none of ours.</param>
/// <param name="Status">trial, active, past_due, paused or ended.</param>
[GenerateSerializer, Immutable, Alias("aegis.SubscriptionNow")]
public sealed record SubscriptionNow(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Plan,
    [property: Id(2)] string Status,
    [property: Id(3)] DateTimeOffset? TrialEnd);

/// <summary>Brings what providers say to the customers it is about. A stateless worker: any key reaches one.</summary>
[Alias("aegis.IProviderNewsGrain")]
public interface IProviderNewsGrain : IGrainWithIntegerKey
{
    /// <summary>Takes news in; NotFound when they are about nobody here. Only for <see cref="Role.System"/>.</summary>
    [Alias("TakeAsync"), ResponseTimeout("00:01:00")]
    Task<Result<Done>> TakeAsync(Actor actor, ProviderNews news);

    /// <summary>Reads the customer's subscription from the billing system and has the customer follow it. Only for <see cref="Role.System"/>.</summary>
    /// <param name="look">The customer's count of looks, from when this one was asked for.</param>
    [Alias("RefreshAsync"), ResponseTimeout("00:01:00")]
    Task<Result<Done>> RefreshAsync(Actor actor, string customerKey, int look);
}
