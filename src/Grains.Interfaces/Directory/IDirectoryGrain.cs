using Aegis.Actions;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Customers;
using Aegis.Knowledge;
using Aegis.Interventions;

namespace Aegis.Directory;

/// <summary>Filters and page of the customer list.</summary>
/// <param name="Query">Words of company, e-mail or id; each matches as a prefix.</param>
/// <param name="Cursor">What the last page's <see cref="CustomerPage.Next"/> said, or null.</param>
/// <param name="Limit">1 to 200.</param>
/// <param name="Sort">A cursor is only good for the order it came from.</param>
[GenerateSerializer, Immutable, Alias("aegis.CustomerQuery")]
public sealed record CustomerQuery(
    [property: Id(0)] HealthStatus? Status,
    [property: Id(1)] Tier? Tier,
    [property: Id(2)] Stage? Stage,
    [property: Id(3)] string? Query,
    [property: Id(4)] string? Cursor,
    [property: Id(5)] int Limit,
    [property: Id(6)] CustomerSort Sort = CustomerSort.Id);

[GenerateSerializer, Immutable, Alias("aegis.CustomerPage")]
public sealed record CustomerPage([property: Id(0)] ImmutableArray<Customer> Items, [property: Id(1)] string? Next);

/// <summary>One entry of a customer's history.</summary>
/// <param name="Seq">From 1, without gaps.</param>
/// <param name="Data">JSON, or null once the customer was erased.</param>
/// <param name="Hash">HMAC-SHA256, hex, over the stored bytes and the entry before.</param>
[GenerateSerializer, Immutable, Alias("aegis.LedgerEntry")]
public sealed record LedgerEntry(
    [property: Id(0)] long Seq,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Actor,
    [property: Id(4)] string? ActionId,
    [property: Id(5)] string? Data,
    [property: Id(6)] string Hash);

[GenerateSerializer, Immutable, Alias("aegis.LedgerPage")]
public sealed record LedgerPage([property: Id(0)] ImmutableArray<LedgerEntry> Items, [property: Id(1)] string? Next);

[GenerateSerializer, Immutable, Alias("aegis.ActionPage")]
public sealed record ActionPage([property: Id(0)] ImmutableArray<ActionRecord> Items, [property: Id(1)] string? Next);

/// <summary>A numbered, committed event for consoles and subscribers.</summary>
/// <param name="Number">Gapless; a reader resumes after the last it has.</param>
/// <param name="Topic">customer, action, turn, health, intervention, …</param>
/// <param name="Data">JSON.</param>
[GenerateSerializer, Immutable, Alias("aegis.LiveEvent")]
public sealed record LiveEvent(
    [property: Id(0)] long Number,
    [property: Id(1)] string Topic,
    [property: Id(2)] string CustomerId,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string Data);

/// <summary>Lists, searches and live events, from the read models. Stateless; any key.</summary>
[Alias("aegis.IDirectoryGrain")]
public interface IDirectoryGrain : IGrainWithIntegerKey
{
    [Alias("ListCustomersAsync")]
    Task<Result<CustomerPage>> ListCustomersAsync(Actor actor, CustomerQuery query);

    /// <summary>Up to <paramref name="limit"/> (1 to 500) entries after <paramref name="after"/>, in order.</summary>
    [Alias("ReadLedgerAsync")]
    Task<Result<LedgerPage>> ReadLedgerAsync(Actor actor, string customerId, long after, int limit);

    /// <summary>A customer's ledger through filters, the newest entry first.</summary>
    [Alias("ReadTimelineAsync")]
    Task<Result<LedgerPage>> ReadTimelineAsync(Actor actor, string customerId, TimelineQuery query);

    /// <summary>The customer as it was at a past moment, rebuilt from its ledger alone. NotFound before Aegis knew it, and once it was erased. Not for customers.</summary>
    [Alias("ReadCustomerPastAsync")]
    Task<Result<CustomerPast>> ReadCustomerPastAsync(Actor actor, string customerId, DateTimeOffset at);

    /// <summary>Actions of all customers in one status, newest first: where parked and unknown ones are listed.</summary>
    [Alias("ListActionsAsync")]
    Task<Result<ActionPage>> ListActionsAsync(Actor actor, ActionStatus status, string? cursor, int limit);

    /// <summary>Interventions of all customers or of one, newest first.</summary>
    [Alias("ListInterventionsAsync")]
    Task<Result<InterventionPage>> ListInterventionsAsync(Actor actor, InterventionQuery query);

    /// <summary>How many interventions stand in each status, of one type and one customer where named.</summary>
    [Alias("CountInterventionsAsync")]
    Task<Result<InterventionCount>> CountInterventionsAsync(Actor actor, InterventionType? type, string? customerId);

    /// <summary>One intervention, of whichever customer.</summary>
    [Alias("GetInterventionAsync")]
    Task<Result<Intervention>> GetInterventionAsync(Actor actor, string interventionId);

    /// <summary>Approvals of all customers or of one: newest first, or those that expire first.</summary>
    [Alias("ListApprovalsAsync")]
    Task<Result<ApprovalPage>> ListApprovalsAsync(Actor actor, ApprovalQuery query);

    /// <summary>One approval, of whichever customer.</summary>
    [Alias("GetApprovalAsync")]
    Task<Result<Approval>> GetApprovalAsync(Actor actor, string approvalId);

    /// <summary>How many approvals wait for people.</summary>
    [Alias("CountApprovalsAsync")]
    Task<Result<ApprovalCount>> CountApprovalsAsync(Actor actor);

    /// <summary>What a tool takes, for a form that asks people for it. NotFound for a name that is no tool, or none any more.</summary>
    [Alias("DescribeToolAsync")]
    Task<Result<ToolForm>> DescribeToolAsync(Actor actor, string tool);

    /// <summary>How the fleet stands, and what came of turns and interventions in the last <paramref name="days"/> (1 to 90), today among them. Not for customers.</summary>
    [Alias("GetFleetAsync")]
    Task<Result<Fleet>> GetFleetAsync(Actor actor, int days);

    /// <summary>The calls of the customers that called in the last 24 h. Looks at every customer: not to be asked for at every look at a page. Not for customers.</summary>
    [Alias("GetFleetCallsAsync")]
    Task<Result<FleetUsage>> GetFleetCallsAsync(Actor actor);

    /// <summary>Messages that wait for a person, the longest waiting first. Not for customers.</summary>
    [Alias("ListWaitingAsync")]
    Task<Result<WaitingPage>> ListWaitingAsync(Actor actor, string? cursor, int limit);

    /// <summary>The customer that owns a key of this hash, or null.</summary>
    [Alias("FindKeyOwnerAsync")]
    Task<string?> FindKeyOwnerAsync(Actor actor, string keyHash);

    /// <summary>The customer whose sandbox site this is, or null.</summary>
    [Alias("FindSiteOwnerAsync")]
    Task<string?> FindSiteOwnerAsync(Actor actor, string site);

    /// <summary>One of the documents that answers cite. NotFound when there is no such page.</summary>
    [Alias("ReadKnowledgeAsync")]
    Task<Result<KnowledgePage>> ReadKnowledgeAsync(Actor actor, string page);

    /// <summary>Up to <paramref name="limit"/> (1 to 1,000) events after a number, in order; waits up to 5 s for the first.</summary>
    [Alias("ReadEventsAsync")]
    Task<Result<ImmutableArray<LiveEvent>>> ReadEventsAsync(Actor actor, long after, int limit, CancellationToken cancellationToken);

    /// <summary>The number of the newest event, 0 before the first: where a reader that wants only what comes begins.</summary>
    [Alias("GetLastEventAsync")]
    Task<Result<long>> GetLastEventAsync(Actor actor);
}
