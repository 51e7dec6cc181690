using Aegis.Embedded.Simulation;
using Aegis.Storage.Database;
using Aegis.Storage.Knowledge;
using Aegis.Storage.States;

namespace Aegis.Simulation.Disk;

/// <summary>One process' connection to the disk; tells the witness what the process was promised.</summary>
public sealed class DiskClient(SimulatedDisk disk, SimulatedProcess owner, Witness witness) : IGridDatabase
{
    public Task MigrateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<StoredRecord?>> ReadAsync(IReadOnlyList<RecordRead> reads, CancellationToken cancellationToken) =>
        disk.ReadAsync<IReadOnlyList<StoredRecord?>>(t => [.. reads.Select(t.Read)]);

    public async Task<IReadOnlyList<WriteVerdict>> CommitAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken)
    {
        var verdicts = await disk.WriteAsync(owner, t => t.Commit(writes));
        for (var i = 0; i < writes.Count; i++)
        {
            if (verdicts[i].Committed)
                witness.Promised(writes[i], verdicts[i].Version);
        }

        return verdicts;
    }

    public Task<IReadOnlyList<DueRow>> ReadDueAsync(int shard, DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
        disk.ReadAsync<IReadOnlyList<DueRow>>(t =>
        [
            .. t.Due.Where(d => d.Value.Shard == shard && d.Value.At <= until)
                .GroupBy(d => (d.Key.GrainType, d.Key.GrainKey))
                .Select(g => new DueRow(g.Key.GrainType, g.Key.GrainKey, g.Min(d => d.Value.At)))
                .OrderBy(d => d.DueAt).ThenBy(d => d.GrainType, StringComparer.Ordinal).ThenBy(d => d.GrainKey, StringComparer.Ordinal)
                .Take(limit),
        ]);

    public Task<IReadOnlyList<DueRow>> ClaimDueAsync(DateTimeOffset now, DateTimeOffset claimUntil, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The simulation sweeps shard by shard.");

    public Task<IReadOnlyList<EventRow>> NumberOutboxAsync(int limit, CancellationToken cancellationToken) =>
        disk.WriteAsync(owner, t => t.NumberOutbox(limit));

    public Task<IReadOnlyList<EventRow>> ReadUndispatchedAsync(int limit, CancellationToken cancellationToken) =>
        disk.ReadAsync<IReadOnlyList<EventRow>>(t => [.. t.Undispatched.Take(limit).Select(n => t.Events.Find(e => e.Number == n)!)]);

    public Task ConfirmDispatchedAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken) =>
        disk.WriteAsync(owner, t =>
        {
            t.Undispatched.ExceptWith(numbers);
            return true;
        });

    public Task<IReadOnlyList<EventRow>> ReadEventsAsync(string workspace, long after, int limit, CancellationToken cancellationToken) =>
        disk.ReadAsync<IReadOnlyList<EventRow>>(t =>
            [.. t.Events.Where(e => e.Number > after && e.CustomerKey.StartsWith(workspace + "/", StringComparison.Ordinal)).Take(limit)]);

    public Task<long> ReadLastEventAsync(CancellationToken cancellationToken) =>
        disk.ReadAsync(t => t.Events.Count == 0 ? 0 : t.Events[^1].Number);

    public Task<IReadOnlyList<CustomerRow>> ListCustomersAsync(CustomerFilter filter, CancellationToken cancellationToken) =>
        disk.ReadAsync<IReadOnlyList<CustomerRow>>(t =>
        [
            .. t.Customers.Values.Where(c => c.Workspace == filter.Workspace
                && string.CompareOrdinal(c.CustomerId, filter.AfterId ?? "") > 0
                && (filter.Health is null || c.Health == filter.Health)
                && (filter.Tier is null || c.Tier == filter.Tier)
                && (filter.Stage is null || c.Stage == filter.Stage)).Take(filter.Limit),
        ]);

    public Task<IReadOnlyList<ActionRow>> ListActionsAsync(string workspace, string status, string? beforeActionId, int limit, CancellationToken cancellationToken) =>
        disk.ReadAsync<IReadOnlyList<ActionRow>>(t =>
        [
            .. t.Actions.Values.Where(a => a.Workspace == workspace && a.Status == status)
                .OrderByDescending(a => a.BegunAt).ThenByDescending(a => a.ActionId, StringComparer.Ordinal)
                .SkipWhile(a => beforeActionId is not null && a.ActionId != beforeActionId).Skip(beforeActionId is null ? 0 : 1).Take(limit),
        ]);

    public Task<IReadOnlyList<InterventionRow>> ListInterventionsAsync(InterventionFilter filter, CancellationToken cancellationToken) =>
        disk.ReadAsync<IReadOnlyList<InterventionRow>>(t =>
        [
            .. t.Interventions.Values.Where(i => i.Workspace == filter.Workspace
                && (filter.Id is null || i.InterventionId == filter.Id)
                && (filter.Status is null || i.Status == filter.Status)
                && (filter.Type is null || i.Type == filter.Type)
                && (filter.CustomerId is null || i.CustomerId == filter.CustomerId))
                .OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.InterventionId, StringComparer.Ordinal)
                .SkipWhile(i => filter.BeforeId is not null && i.InterventionId != filter.BeforeId).Skip(filter.BeforeId is null ? 0 : 1).Take(filter.Limit),
        ]);

    public Task<IReadOnlyList<ApprovalRow>> ListApprovalsAsync(ApprovalFilter filter, CancellationToken cancellationToken) =>
        disk.ReadAsync<IReadOnlyList<ApprovalRow>>(t =>
        [
            .. t.Approvals.Values.Where(a => a.Workspace == filter.Workspace
                && (filter.Id is null || a.ApprovalId == filter.Id)
                && (filter.Status is null || a.Status == filter.Status)
                && (filter.CustomerId is null || a.CustomerId == filter.CustomerId))
                .OrderBy(a => filter.ByExpiry ? a.ExpiresAt.UtcTicks : -a.CreatedAt.UtcTicks).ThenBy(a => a.ApprovalId, StringComparer.Ordinal)
                .SkipWhile(a => filter.BeyondId is not null && a.ApprovalId != filter.BeyondId).Skip(filter.BeyondId is null ? 0 : 1).Take(filter.Limit),
        ]);

    public Task<int> CountApprovalsAsync(string workspace, string status, int most, CancellationToken cancellationToken) =>
        disk.ReadAsync(t => t.Approvals.Values.Where(a => a.Workspace == workspace && a.Status == status).Take(most).Count());

    public Task<FleetRows> ReadFleetAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The simulation looks at no figures of the fleet.");

    public Task<FleetCalls> ReadFleetCallsAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The simulation looks at no figures of the fleet.");

    public Task<IReadOnlyList<TurnRow>> ListWaitingTurnsAsync(string workspace, string? afterTurnId, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The simulation looks at no figures of the fleet.");

    public Task<long> CountInterventionsAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken) =>
        disk.ReadAsync(t => (long)t.Interventions.Values.Count(i => i.Workspace == workspace && i.CreatedAt >= since));

    public Task<InterventionCounts> CountInterventionsAsync(string workspace, string? type, string? customerId, CancellationToken cancellationToken) =>
        disk.ReadAsync(t =>
        {
            var counts = t.Interventions.Values
                .Where(i => i.Workspace == workspace && (type ?? i.Type) == i.Type && (customerId ?? i.CustomerId) == i.CustomerId).ToLookup(i => i.Status);
            return new InterventionCounts(counts["open"].Count(), counts["acting"].Count(), counts["snoozed"].Count(), counts["resolved"].Count());
        });

    public Task<LedgerRows> ReadTimelineAsync(TimelineFilter filter, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The simulation reads ledgers from their beginning.");

    public Task<LedgerRows> ReadLedgerAsync(string workspace, string customerId, long after, int limit, CancellationToken cancellationToken) =>
        disk.ReadAsync(t => new LedgerRows(
            [.. t.Ledgers.GetValueOrDefault($"{workspace}/{customerId}", []).Where(r => r.Seq > after).Take(limit)],
            t.DataKeys.GetValueOrDefault($"{workspace}/{customerId}")));

    public Task<IReadOnlyList<LedgerOwner>> ListLedgersAsync(string? afterKey, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The simulation walks the tables itself.");

    public Task<string?> FindKeyOwnerAsync(string keyHash, CancellationToken cancellationToken) =>
        disk.ReadAsync(t => t.KeyOwners.GetValueOrDefault(keyHash));

    public Task<string?> FindSiteOwnerAsync(string site, CancellationToken cancellationToken) =>
        disk.ReadAsync(t => t.SiteOwners.GetValueOrDefault(site));

    public Task<IReadOnlyList<ActivityIdsChunk>> ReadActivityIdsAsync(string customerKey, DateTimeOffset since, CancellationToken cancellationToken) =>
        disk.ReadAsync<IReadOnlyList<ActivityIdsChunk>>(t => [.. t.ActivityIds.GetValueOrDefault(customerKey, [])]);

    public Task<IReadOnlyList<ReminderRow>> ReadRemindersAsync(CancellationToken cancellationToken) =>
        disk.ReadAsync<IReadOnlyList<ReminderRow>>(t => [.. t.Reminders.Values]);

    public Task SaveReminderAsync(ReminderRow reminder, CancellationToken cancellationToken) =>
        disk.WriteAsync(owner, t => t.Reminders[NameOf(reminder.GrainType, reminder.GrainKey, reminder.Name)] = reminder);

    public Task RemoveReminderAsync(string grainType, string grainKey, string name, CancellationToken cancellationToken) =>
        disk.WriteAsync(owner, t => t.Reminders.Remove(NameOf(grainType, grainKey, name)));

    // The simulated grid has no documents.
    public Task<bool> SaveKnowledgeAsync(KnowledgeSet knowledge, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<KnowledgeMatches> SearchKnowledgeAsync(KnowledgeQuery query, CancellationToken cancellationToken) =>
        disk.ReadAsync(_ => new KnowledgeMatches([], [.. query.Terms.Select(_ => 0)], 0));

    public Task<IReadOnlyList<KnowledgeSection>> ReadKnowledgeAsync(string page, CancellationToken cancellationToken) =>
        disk.ReadAsync<IReadOnlyList<KnowledgeSection>>(_ => []);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string NameOf(string grainType, string grainKey, string name) => $"{grainType}/{grainKey}/{name}";
}
