using Aegis.Storage.Knowledge;
using Aegis.Storage.States;

namespace Aegis.Storage.Database;

/// <summary>The tables behind the grid: SQLite, PostgreSQL, and the simulator's faulty disk. Every method is one transaction.</summary>
public interface IGridDatabase : IAsyncDisposable
{
    /// <summary>Applies the numbered migrations under a lock.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Reads records in one round trip; null where there is neither a record nor a key of its scope.</summary>
    Task<IReadOnlyList<StoredRecord?>> ReadAsync(IReadOnlyList<RecordRead> reads, CancellationToken cancellationToken);

    /// <summary>Commits all writes whose version still holds, durably, in one transaction, each with its journal and due row; a write whose version moved leaves nothing. Verdicts in the order of the writes.</summary>
    Task<IReadOnlyList<WriteVerdict>> CommitAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken);

    /// <summary>The earliest due grains of a shard up to <paramref name="until"/>, from an index; a grain whose several states are due comes once. A due row belongs to one state of a grain: writing one state leaves the others' rows.</summary>
    Task<IReadOnlyList<DueRow>> ReadDueAsync(int shard, DateTimeOffset until, int limit, CancellationToken cancellationToken);

    /// <summary>The earliest due rows of all shards that nobody has claimed, claimed for the caller until <paramref name="claimUntil"/>: of several callers each gets others. A claim lapses then, or when the row's time changes. Idle, it is one look at an index.</summary>
    Task<IReadOnlyList<DueRow>> ClaimDueAsync(DateTimeOffset now, DateTimeOffset claimUntil, int limit, CancellationToken cancellationToken);

    /// <summary>Numbers up to <paramref name="limit"/> outbox rows into the event log, in commit order, and returns them; safe with several relays.</summary>
    Task<IReadOnlyList<EventRow>> NumberOutboxAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Commands among the events not yet confirmed as dispatched, oldest first.</summary>
    Task<IReadOnlyList<EventRow>> ReadUndispatchedAsync(int limit, CancellationToken cancellationToken);

    Task ConfirmDispatchedAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken);

    Task<IReadOnlyList<EventRow>> ReadEventsAsync(string workspace, long after, int limit, CancellationToken cancellationToken);

    /// <summary>The number of the newest event, 0 before the first.</summary>
    Task<long> ReadLastEventAsync(CancellationToken cancellationToken);

    /// <summary>A page of customers in the order asked for, after the cursor.</summary>
    Task<IReadOnlyList<CustomerRow>> ListCustomersAsync(CustomerFilter filter, CancellationToken cancellationToken);

    Task<IReadOnlyList<ActionRow>> ListActionsAsync(string workspace, string status, string? beforeActionId, int limit, CancellationToken cancellationToken);

    /// <summary>A page of interventions, newest first, after the cursor.</summary>
    Task<IReadOnlyList<InterventionRow>> ListInterventionsAsync(InterventionFilter filter, CancellationToken cancellationToken);

    /// <summary>How many interventions stand in each status, of one type and one customer where named; counted up to <see cref="InterventionCounts.Most"/>.</summary>
    Task<InterventionCounts> CountInterventionsAsync(string workspace, string? type, string? customerId, CancellationToken cancellationToken);

    /// <summary>Interventions of a workspace opened at or after a time.</summary>
    Task<long> CountInterventionsAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>A page of approvals beyond the cursor: the newest first, or those that expire first.</summary>
    Task<IReadOnlyList<ApprovalRow>> ListApprovalsAsync(ApprovalFilter filter, CancellationToken cancellationToken);

    /// <summary>How many approvals of a workspace stand in a status; counted up to <paramref name="most"/>.</summary>
    Task<int> CountApprovalsAsync(string workspace, string status, int most, CancellationToken cancellationToken);

    /// <summary>How the customers of a workspace stand, and what came of interventions and turns since a time.</summary>
    Task<FleetRows> ReadFleetAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The calls of all customers that called since a time, each in its window up to its last call. Reads every customer: not for every look at a page.</summary>
    Task<FleetCalls> ReadFleetCallsAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Turns that wait for a person, the longest waiting first, after the cursor.</summary>
    Task<IReadOnlyList<TurnRow>> ListWaitingTurnsAsync(string workspace, string? afterTurnId, int limit, CancellationToken cancellationToken);

    /// <summary>Ledger entries after a sequence number, with the customer's wrapped key (null once erased).</summary>
    Task<LedgerRows> ReadLedgerAsync(string workspace, string customerId, long after, int limit, CancellationToken cancellationToken);

    /// <summary>A customer's ledger entries, the newest first, with its wrapped key (null once erased).</summary>
    Task<LedgerRows> ReadTimelineAsync(TimelineFilter filter, CancellationToken cancellationToken);

    /// <summary>The heads of all ledgers, in key order, after a cursor: what verification walks.</summary>
    Task<IReadOnlyList<LedgerOwner>> ListLedgersAsync(string? afterKey, int limit, CancellationToken cancellationToken);

    /// <summary>The "workspace/customer id" that a key of this hash belongs to, or null.</summary>
    Task<string?> FindKeyOwnerAsync(string keyHash, CancellationToken cancellationToken);

    /// <summary>The "workspace/customer id" whose sandbox site this is, or null.</summary>
    Task<string?> FindSiteOwnerAsync(string site, CancellationToken cancellationToken);

    /// <summary>The remembered activity ids of a customer: the chunks of the last 24 h, and further back until 10,000 ids are reached.</summary>
    Task<IReadOnlyList<ActivityIdsChunk>> ReadActivityIdsAsync(string customerKey, DateTimeOffset since, CancellationToken cancellationToken);

    Task<IReadOnlyList<ReminderRow>> ReadRemindersAsync(CancellationToken cancellationToken);

    Task SaveReminderAsync(ReminderRow reminder, CancellationToken cancellationToken);

    Task RemoveReminderAsync(string grainType, string grainKey, string name, CancellationToken cancellationToken);

    /// <summary>Replaces the documents by these, unless those of this hash are there; several processes may do it at once. Whether they were replaced.</summary>
    Task<bool> SaveKnowledgeAsync(KnowledgeSet knowledge, CancellationToken cancellationToken);

    /// <summary>The sections that hold any of the terms, by BM25. A query's words are words, whatever they look like.</summary>
    Task<KnowledgeMatches> SearchKnowledgeAsync(KnowledgeQuery query, CancellationToken cancellationToken);

    /// <summary>A document's sections in order; empty when there is no such page.</summary>
    Task<IReadOnlyList<KnowledgeSection>> ReadKnowledgeAsync(string page, CancellationToken cancellationToken);
}

/// <param name="KeyScope">Whose data key to read along, or null for none.</param>
public sealed record RecordRead(string GrainType, string GrainKey, string StateName, string? KeyScope);

/// <param name="Json">The document, or null when it is sealed as a whole.</param>
/// <param name="Sealed">The sealed document.</param>
/// <param name="Version">0 when there is no record but its scope has a key.</param>
/// <param name="WrappedKey">The scope's data key; present even when the record is not; empty once it was destroyed.</param>
public sealed record StoredRecord(long Version, string? Json, byte[]? Sealed, byte[]? WrappedKey);

/// <param name="Version">The version this write is based on; 0 when the record must not exist.</param>
/// <param name="NewKey">A data key to insert for its scope; the write conflicts when the scope has another.</param>
/// <param name="Delete">Removes the record instead of writing it.</param>
public sealed record RecordWrite(
    string GrainType, string GrainKey, string StateName, long Version, string? Json, byte[]? Sealed,
    NewDataKey? NewKey, DateTimeOffset? DueAt, int Shard, LedgerRow[] Ledger, JournalEntries Journal, bool Delete = false)
{
    /// <summary>The version the record has after this write. A new record begins anywhere, so that one cleared and made again never meets the version of somebody who missed that.</summary>
    public long NextVersion { get; init; } = Version + 1;

    /// <summary>Whether the due row is known to be as <see cref="DueAt"/> says: most writes of a grain leave it.</summary>
    public bool KeepsDue { get; init; }
}

public sealed record NewDataKey(string Scope, byte[] Wrapped);

/// <param name="Committed">False when another version, or another data key, was there.</param>
/// <param name="Version">The version now stored.</param>
/// <param name="Failure">Why the database cannot take this write whatever it is committed with; the others of its batch do not suffer.</param>
public readonly record struct WriteVerdict(bool Committed, long Version, Exception? Failure = null);

public sealed record DueRow(string GrainType, string GrainKey, DateTimeOffset DueAt);

/// <param name="Number">Gapless, in commit order.</param>
public sealed record EventRow(long Number, string Topic, string CustomerKey, DateTimeOffset At, string Data);

/// <param name="SealedData">The body; its bytes are what the chain covers.</param>
/// <param name="Hash">HMAC-SHA256 over the entry before and this entry's stored bytes.</param>
public sealed record LedgerRow(string Workspace, string CustomerId, long Seq, DateTimeOffset At, string Kind, string Actor, string? ActionId, byte[] SealedData, byte[] Hash);

public sealed record LedgerRows(IReadOnlyList<LedgerRow> Rows, byte[]? WrappedKey);

/// <param name="Head">The head as the customer's state records it; null when the state is missing.</param>
public sealed record LedgerOwner(string Workspace, string CustomerId, LedgerHead? Head);

/// <param name="Words">Each must match the start of a word of id, company or e-mail.</param>
/// <param name="AfterId">The last id of the page before.</param>
public sealed record CustomerFilter(string Workspace, string? Health, string? Tier, string? Stage, IReadOnlyList<string> Words, string? AfterId, int Limit)
{
    public CustomerOrder Order { get; init; } = CustomerOrder.Id;

    /// <summary>With <see cref="AfterId"/>, what the order goes by before the id.</summary>
    public string AfterValue { get; init; } = "";

    internal CustomerPlace? After => AfterId is null ? null : new(AfterId, AfterValue);
}

/// <param name="Segments">Customers by health and stage.</param>
/// <param name="Days">Interventions by UTC day, oldest first; days without any are left out.</param>
/// <param name="FirstCalls">Customers whose first call came since then.</param>
/// <param name="MedianToFirstCall">From sign-up to the first call, of those; null when there are none.</param>
public sealed record FleetRows(
    IReadOnlyList<FleetSegment> Segments, IReadOnlyList<FleetDay> Days, long Turns, long TurnsWithPerson, long FirstCalls, TimeSpan? MedianToFirstCall);

public sealed record FleetSegment(string Health, string Tier, string Stage, long Customers);

/// <param name="Opened">Interventions begun that day.</param>
/// <param name="Ended">Interventions that ended that day.</param>
/// <param name="WithPerson">Of those that ended, how many a person had a hand in.</param>
public sealed record FleetDay(DateOnly Day, long Opened, long Ended, long WithPerson);

/// <param name="Customers">How many called.</param>
public sealed record FleetCalls(long Customers, long Calls, long Errors);

/// <param name="Id">One intervention alone, or null.</param>
/// <param name="BeforeId">The last id of the page before.</param>
/// <param name="Type">Null for any.</param>
/// <param name="OpenedOn">Opened on this UTC day; null for any.</param>
/// <param name="EndedOn">Ended on this UTC day; null for any.</param>
/// <param name="Priority">Null for any.</param>
public sealed record InterventionFilter(
    string Workspace, string? Status, string? CustomerId, string? Id, string? BeforeId, int Limit, string? Type = null, DateOnly? OpenedOn = null, DateOnly? EndedOn = null, string? Priority = null);

/// <summary>Interventions by status.</summary>
public sealed record InterventionCounts(int Open, int Acting, int Snoozed, int Resolved)
{
    /// <summary>No more are counted: a page that says "1000+" reads no more rows for it, however many there are.</summary>
    public const int Most = 1_000;

    /// <summary>The statuses in the order of the counts.</summary>
    internal static readonly string[] Statuses = ["open", "acting", "snoozed", "resolved"];
}

/// <param name="Kinds">Beginnings of the kinds let through, of a-z and _; empty for all.</param>
/// <param name="Who">aegis, agents, customer or people; null for all.</param>
/// <param name="ActionId">Of one action alone, or null.</param>
/// <param name="Before">Entries before this number, or null.</param>
/// <param name="Until">Entries up to this time, or null.</param>
public sealed record TimelineFilter(
    string Workspace, string CustomerId, IReadOnlyList<string> Kinds, string? Who, string? ActionId, long? Before, DateTimeOffset? Until, int Limit)
{
    /// <summary>Tells from an actor who it is; the same in both databases.</summary>
    internal const string WhoOf = "CASE WHEN actor LIKE '% for %' THEN 'agents' WHEN actor LIKE 'system:%' THEN 'aegis' WHEN actor LIKE 'customer:%' THEN 'customer' ELSE 'people' END";
}

/// <param name="Id">One approval alone, or null.</param>
/// <param name="BeyondId">The last id of the page before.</param>
/// <param name="ByExpiry">Those that expire first come first, instead of the newest.</param>
public sealed record ApprovalFilter(string Workspace, string? Status, string? CustomerId, string? Id, string? BeyondId, int Limit, bool ByExpiry = false);

public sealed record ReminderRow(string GrainType, string GrainKey, string Name, DateTimeOffset StartAt, TimeSpan Period);
