using Aegis.Storage.Database;
using Aegis.Storage.Knowledge;
using Aegis.Storage.States;

namespace Aegis.Storage.Sqlite;

/// <summary>The grid in one SQLite file: write-ahead log, fsync at every commit, one writing thread, a few reading ones.</summary>
public sealed class SqliteGridDatabase : IGridDatabase
{
    private const int Readers = 3;
    private const string Begin = "BEGIN IMMEDIATE";
    private readonly string _keyCheck;
    private readonly GridLock? _lock;
    private readonly SqliteExecutor _writer;
    private readonly SqliteExecutor _readers;

    /// <param name="keyCheck">Identifies the master key; kept in the database and compared at every start.</param>
    /// <exception cref="StorageSettingException">Another process serves this grid, or the directory cannot be written.</exception>
    public SqliteGridDatabase(string directory, string keyCheck, DatabaseUse use)
    {
        var path = Path.Combine(directory, FileName);
        _keyCheck = keyCheck;
        _lock = use == DatabaseUse.Serve ? GridLock.Take(directory) : null;
        _writer = new("sqlite writer", () => new(path, write: true), 1);
        _readers = new("sqlite reader", () => new(path, write: false), Readers);
    }

    public const string FileName = "aegis.db";

    public Task MigrateAsync(CancellationToken cancellationToken) => _writer.RunAsync(session => SqliteMigrations.Apply(session, _keyCheck));

    public Task<IReadOnlyList<StoredRecord?>> ReadAsync(IReadOnlyList<RecordRead> reads, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteReads.Records(session, reads));

    public Task<IReadOnlyList<WriteVerdict>> CommitAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken) =>
        _writer.RunAsync(session => Commit(session, writes));

    private static IReadOnlyList<WriteVerdict> Commit(SqliteSession session, IReadOnlyList<RecordWrite> writes)
    {
        IReadOnlyList<WriteVerdict> verdicts;
        try
        {
            verdicts = session.InTransaction(Begin, s => Apply(s, writes));
        }
        catch (SqliteException exception) when (exception.IsRefusal)
        {
            // Rolled back for certain: each write on its own, so that one bad write fails alone.
            verdicts = writes.Count == 1 ? [new(false, 0, exception)] : [.. writes.SelectMany(write => Commit(session, [write]))];
        }

        // What was erased must not linger in the log.
        if (writes.Any(write => write.Journal.Erase))
            session.TryEmptyLog();
        return verdicts;
    }

    private static WriteVerdict[] Apply(SqliteSession session, IReadOnlyList<RecordWrite> writes)
    {
        var verdicts = new WriteVerdict[writes.Count];
        for (var i = 0; i < verdicts.Length; i++)
            verdicts[i] = SqliteWrites.Apply(session, writes[i]);
        return verdicts;
    }

    public Task<IReadOnlyList<DueRow>> ReadDueAsync(int shard, DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteReads.Due(session, shard, until, limit));

    // The writer is not troubled while nothing is due.
    public async Task<IReadOnlyList<DueRow>> ClaimDueAsync(DateTimeOffset now, DateTimeOffset claimUntil, int limit, CancellationToken cancellationToken) =>
        await _readers.RunAsync(session => SqliteReads.HasUnclaimed(session, now))
            ? await _writer.RunAsync(session => session.InTransaction(Begin, s => SqliteWrites.ClaimDue(s, now, claimUntil, limit)))
            : [];

    public Task<IReadOnlyList<EventRow>> NumberOutboxAsync(int limit, CancellationToken cancellationToken) =>
        _writer.RunAsync(session => session.InTransaction(Begin, s => SqliteOutbox.Number(s, limit)));

    public Task<IReadOnlyList<EventRow>> ReadUndispatchedAsync(int limit, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteReads.Undispatched(session, limit));

    public Task ConfirmDispatchedAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken) =>
        _writer.RunAsync(session => session.InTransaction(Begin, s => SqliteOutbox.Confirm(s, numbers)));

    public Task<IReadOnlyList<EventRow>> ReadEventsAsync(string workspace, long after, int limit, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteReads.Events(session, workspace, after, limit));

    public Task<long> ReadLastEventAsync(CancellationToken cancellationToken) => _readers.RunAsync(SqliteReads.LastEvent);

    public Task<IReadOnlyList<CustomerRow>> ListCustomersAsync(CustomerFilter filter, CancellationToken cancellationToken) =>
        _readers.RunAsync<IReadOnlyList<CustomerRow>>(session => SqliteCustomerList.Read(session, filter));

    public Task<IReadOnlyList<ActionRow>> ListActionsAsync(string workspace, string status, string? beforeActionId, int limit, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteReads.Actions(session, workspace, status, beforeActionId, limit));

    public Task<IReadOnlyList<InterventionRow>> ListInterventionsAsync(InterventionFilter filter, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteInterventions.List(session, filter));

    public Task<IReadOnlyList<ApprovalRow>> ListApprovalsAsync(ApprovalFilter filter, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteApprovals.List(session, filter));

    public Task<int> CountApprovalsAsync(string workspace, string status, int most, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteApprovals.Count(session, workspace, status, most));

    public Task<long> CountInterventionsAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteInterventions.Count(session, workspace, since));

    public Task<InterventionCounts> CountInterventionsAsync(string workspace, string? type, string? customerId, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteInterventions.Count(session, workspace, type, customerId));

    public Task<LedgerRows> ReadTimelineAsync(TimelineFilter filter, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteReads.Timeline(session, filter));

    public Task<FleetRows> ReadFleetAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteFleet.Read(session, workspace, since));

    public Task<FleetCalls> ReadFleetCallsAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteFleet.Calls(session, workspace, since));

    public Task<IReadOnlyList<TurnRow>> ListWaitingTurnsAsync(string workspace, string? afterTurnId, int limit, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteFleet.Waiting(session, workspace, afterTurnId, limit));

    public Task<LedgerRows> ReadLedgerAsync(string workspace, string customerId, long after, int limit, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteReads.Ledger(session, workspace, customerId, after, limit));

    public Task<IReadOnlyList<LedgerOwner>> ListLedgersAsync(string? afterKey, int limit, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteReads.Ledgers(session, afterKey, limit));

    public Task<string?> FindKeyOwnerAsync(string keyHash, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteReads.Owner(session, "SELECT customer_key FROM keys WHERE key_hash = ?", keyHash));

    public Task<string?> FindSiteOwnerAsync(string site, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteReads.Owner(session, "SELECT customer_key FROM sites WHERE site = ?", site));

    public Task<IReadOnlyList<ActivityIdsChunk>> ReadActivityIdsAsync(string customerKey, DateTimeOffset since, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteReads.ActivityIds(session, customerKey, since));

    public Task<IReadOnlyList<ReminderRow>> ReadRemindersAsync(CancellationToken cancellationToken) => _readers.RunAsync(SqliteReads.Reminders);

    public Task SaveReminderAsync(ReminderRow reminder, CancellationToken cancellationToken) =>
        _writer.RunAsync(session => session.Prepare("""
            INSERT INTO reminders (grain_type, grain_key, name, start_at, period) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET start_at = excluded.start_at, period = excluded.period
            """).Bind(reminder.GrainType).Bind(reminder.GrainKey).Bind(reminder.Name).Bind(Times.ToMicros(reminder.StartAt))
            .Bind((long)reminder.Period.TotalMicroseconds).Run());

    public Task RemoveReminderAsync(string grainType, string grainKey, string name, CancellationToken cancellationToken) =>
        _writer.RunAsync(session => session.Prepare("DELETE FROM reminders WHERE grain_type = ? AND grain_key = ? AND name = ?")
            .Bind(grainType).Bind(grainKey).Bind(name).Run());

    public Task<bool> SaveKnowledgeAsync(KnowledgeSet knowledge, CancellationToken cancellationToken) =>
        _writer.RunAsync(session => session.InTransaction(Begin, s => SqliteKnowledge.Save(s, knowledge)));

    public Task<KnowledgeMatches> SearchKnowledgeAsync(KnowledgeQuery query, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteKnowledge.Search(session, query));

    public Task<IReadOnlyList<KnowledgeSection>> ReadKnowledgeAsync(string page, CancellationToken cancellationToken) =>
        _readers.RunAsync(session => SqliteKnowledge.Page(session, page));

    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync();
        await _writer.DisposeAsync();
        _lock?.Dispose();
    }
}
