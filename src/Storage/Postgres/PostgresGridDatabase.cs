using Aegis.Storage.Database;
using Aegis.Storage.Knowledge;
using Aegis.Storage.States;
using Npgsql;
using static Aegis.Storage.Postgres.Columns;

namespace Aegis.Storage.Postgres;

/// <summary>The grid in PostgreSQL, shared by as many processes as there are.</summary>
public sealed class PostgresGridDatabase : IGridDatabase
{
    private readonly string _keyCheck;
    private readonly NpgsqlDataSource _source;
    private readonly PostgresCommits _commits;
    private readonly PostgresQueries _queries;

    /// <param name="keyCheck">Identifies the master key; kept in the database and compared at every start.</param>
    /// <exception cref="StorageSettingException">The connection string cannot be read.</exception>
    public PostgresGridDatabase(string connectionString, string keyCheck)
    {
        _keyCheck = keyCheck;
        _source = Connect(connectionString);
        _commits = new(_source);
        _queries = new(_source);
    }

    /// <summary>A data source whose statements are prepared once and always go by an index: what a plan costs must not depend on how full the tables were when it was made.</summary>
    internal static NpgsqlDataSource Connect(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 64, AutoPrepareMinUsages = 2 };
            settings.Options = $"{settings.Options} -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan -c jit=off -c work_mem=32MB".Trim();
            settings.ApplicationName ??= "aegis";
            return NpgsqlDataSource.Create(settings);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The message of the driver may hold the password.
            throw new StorageSettingException("ConnectionStrings__Aegis", "cannot be read: set it to a connection string such as Host=localhost;Database=aegis;Username=aegis.");
        }
    }

    public Task MigrateAsync(CancellationToken cancellationToken) => PostgresMigrations.ApplyAsync(_source, _keyCheck, cancellationToken);

    public Task<IReadOnlyList<StoredRecord?>> ReadAsync(IReadOnlyList<RecordRead> reads, CancellationToken cancellationToken) =>
        PostgresReads.RecordsAsync(_queries, reads, cancellationToken);

    public Task<IReadOnlyList<WriteVerdict>> CommitAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken) =>
        _commits.CommitAsync(writes, cancellationToken);

    public Task<IReadOnlyList<DueRow>> ReadDueAsync(int shard, DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
        PostgresReads.DueAsync(_queries, shard, until, limit, cancellationToken);

    public Task<IReadOnlyList<DueRow>> ClaimDueAsync(DateTimeOffset now, DateTimeOffset claimUntil, int limit, CancellationToken cancellationToken) =>
        PostgresReads.ClaimDueAsync(_queries, now, claimUntil, limit, cancellationToken);

    public Task<IReadOnlyList<EventRow>> NumberOutboxAsync(int limit, CancellationToken cancellationToken) =>
        PostgresOutbox.NumberAsync(_source, limit, cancellationToken);

    public Task<IReadOnlyList<EventRow>> ReadUndispatchedAsync(int limit, CancellationToken cancellationToken) =>
        PostgresReads.UndispatchedAsync(_queries, limit, cancellationToken);

    public Task ConfirmDispatchedAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken) =>
        _queries.RunAsync("UPDATE events SET undispatched = NULL WHERE number = ANY ($1)", cancellationToken, Longs(numbers, n => n));

    public Task<IReadOnlyList<EventRow>> ReadEventsAsync(string workspace, long after, int limit, CancellationToken cancellationToken) =>
        PostgresReads.EventsAsync(_queries, workspace, after, limit, cancellationToken);

    public async Task<long> ReadLastEventAsync(CancellationToken cancellationToken) =>
        (await _queries.ReadAsync("SELECT coalesce(max(number), 0) FROM events", row => row.Long(), cancellationToken))[0];

    public Task<IReadOnlyList<CustomerRow>> ListCustomersAsync(CustomerFilter filter, CancellationToken cancellationToken) =>
        PostgresCustomerList.ReadAsync(_queries, filter, cancellationToken);

    public Task<IReadOnlyList<ActionRow>> ListActionsAsync(string workspace, string status, string? beforeActionId, int limit, CancellationToken cancellationToken) =>
        PostgresReads.ActionsAsync(_queries, workspace, status, beforeActionId, limit, cancellationToken);

    public Task<IReadOnlyList<InterventionRow>> ListInterventionsAsync(InterventionFilter filter, CancellationToken cancellationToken) =>
        PostgresInterventions.ListAsync(_queries, filter, cancellationToken);

    public Task<IReadOnlyList<ApprovalRow>> ListApprovalsAsync(ApprovalFilter filter, CancellationToken cancellationToken) =>
        PostgresApprovals.ListAsync(_queries, filter, cancellationToken);

    public Task<int> CountApprovalsAsync(string workspace, string status, int most, CancellationToken cancellationToken) =>
        PostgresApprovals.CountAsync(_queries, workspace, status, most, cancellationToken);

    public Task<long> CountInterventionsAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken) =>
        PostgresInterventions.CountAsync(_queries, workspace, since, cancellationToken);

    public Task<InterventionCounts> CountInterventionsAsync(string workspace, string? type, string? customerId, CancellationToken cancellationToken) =>
        PostgresInterventions.CountAsync(_queries, workspace, type, customerId, cancellationToken);

    public Task<LedgerRows> ReadTimelineAsync(TimelineFilter filter, CancellationToken cancellationToken) =>
        PostgresReads.TimelineAsync(_queries, filter, cancellationToken);

    public Task<FleetRows> ReadFleetAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken) =>
        PostgresFleet.ReadAsync(_queries, workspace, since, cancellationToken);

    public Task<FleetCalls> ReadFleetCallsAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken) =>
        PostgresFleet.CallsAsync(_queries, workspace, since, cancellationToken);

    public Task<IReadOnlyList<TurnRow>> ListWaitingTurnsAsync(string workspace, string? afterTurnId, int limit, CancellationToken cancellationToken) =>
        PostgresFleet.WaitingAsync(_queries, workspace, afterTurnId, limit, cancellationToken);

    public Task<LedgerRows> ReadLedgerAsync(string workspace, string customerId, long after, int limit, CancellationToken cancellationToken) =>
        PostgresReads.LedgerAsync(_queries, workspace, customerId, after, limit, cancellationToken);

    public Task<IReadOnlyList<LedgerOwner>> ListLedgersAsync(string? afterKey, int limit, CancellationToken cancellationToken) =>
        PostgresReads.LedgersAsync(_queries, afterKey, limit, cancellationToken);

    public Task<string?> FindKeyOwnerAsync(string keyHash, CancellationToken cancellationToken) =>
        PostgresReads.OwnerAsync(_queries, "SELECT customer_key FROM keys WHERE key_hash = $1", keyHash, cancellationToken);

    public Task<string?> FindSiteOwnerAsync(string site, CancellationToken cancellationToken) =>
        PostgresReads.OwnerAsync(_queries, "SELECT customer_key FROM sites WHERE site = $1", site, cancellationToken);

    public Task<IReadOnlyList<ActivityIdsChunk>> ReadActivityIdsAsync(string customerKey, DateTimeOffset since, CancellationToken cancellationToken) =>
        PostgresReads.ActivityIdsAsync(_queries, customerKey, since, cancellationToken);

    public Task<IReadOnlyList<ReminderRow>> ReadRemindersAsync(CancellationToken cancellationToken) => PostgresReads.RemindersAsync(_queries, cancellationToken);

    public Task SaveReminderAsync(ReminderRow reminder, CancellationToken cancellationToken) => _queries.RunAsync("""
        INSERT INTO reminders (grain_type, grain_key, name, start_at, period) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (grain_type, grain_key, name) DO UPDATE SET start_at = excluded.start_at, period = excluded.period
        """, cancellationToken, reminder.GrainType, reminder.GrainKey, reminder.Name, reminder.StartAt, reminder.Period);

    public Task RemoveReminderAsync(string grainType, string grainKey, string name, CancellationToken cancellationToken) =>
        _queries.RunAsync("DELETE FROM reminders WHERE grain_type = $1 AND grain_key = $2 AND name = $3", cancellationToken, grainType, grainKey, name);

    public Task<bool> SaveKnowledgeAsync(KnowledgeSet knowledge, CancellationToken cancellationToken) =>
        PostgresKnowledge.SaveAsync(_source, knowledge, cancellationToken);

    public Task<KnowledgeMatches> SearchKnowledgeAsync(KnowledgeQuery query, CancellationToken cancellationToken) =>
        PostgresKnowledge.SearchAsync(_queries, query, cancellationToken);

    public Task<IReadOnlyList<KnowledgeSection>> ReadKnowledgeAsync(string page, CancellationToken cancellationToken) =>
        PostgresKnowledge.PageAsync(_queries, page, cancellationToken);

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
