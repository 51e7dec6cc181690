using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Simulation.Disk;

/// <summary>Names one state of one grain.</summary>
public readonly record struct RecordKey(string GrainType, string GrainKey, string StateName)
{
    public static RecordKey Of(RecordWrite write) => new(write.GrainType, write.GrainKey, write.StateName);
}

/// <summary>What is committed: survives every crash. Applies writes as both databases do; a mutant overrides one step.</summary>
public class DiskTables
{
    private long _lastEvent;

    public Dictionary<RecordKey, StoredRecord> States { get; } = [];

    public Dictionary<string, byte[]> DataKeys { get; } = new(StringComparer.Ordinal);

    public Dictionary<RecordKey, (int Shard, DateTimeOffset At)> Due { get; } = [];

    public SortedDictionary<string, List<LedgerRow>> Ledgers { get; } = new(StringComparer.Ordinal);

    public List<OutboxDraft> Outbox { get; } = [];

    public List<EventRow> Events { get; } = [];

    public SortedSet<long> Undispatched { get; } = [];

    public SortedDictionary<string, CustomerRow> Customers { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string CustomerKey, string ActionId), ActionRow> Actions { get; } = [];

    public Dictionary<string, InterventionRow> Interventions { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ApprovalRow> Approvals { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> KeyOwners { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> SiteOwners { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, List<ActivityIdsChunk>> ActivityIds { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, ReminderRow> Reminders { get; } = new(StringComparer.Ordinal);

    public virtual IReadOnlyList<WriteVerdict> Commit(IReadOnlyList<RecordWrite> writes) => [.. writes.Select(Apply)];

    public StoredRecord? Read(RecordRead read)
    {
        var wrapped = read.KeyScope is null ? null : DataKeys.GetValueOrDefault(read.KeyScope);
        return States.TryGetValue(new(read.GrainType, read.GrainKey, read.StateName), out var record)
            ? record with { WrappedKey = wrapped }
            : wrapped is null ? null : new StoredRecord(0, null, null, wrapped);
    }

    public virtual IReadOnlyList<EventRow> NumberOutbox(int limit)
    {
        var taken = Outbox.Take(limit).Select(m => new EventRow(NextEvent(), m.Topic, m.CustomerKey, m.At, m.Data)).ToList();
        Outbox.RemoveRange(0, taken.Count);
        Events.AddRange(taken);
        Undispatched.UnionWith(taken.Where(e => Commands.Contains(e.Topic)).Select(e => e.Number));
        return taken;
    }

    protected virtual long NextEvent() => ++_lastEvent;

    protected virtual WriteVerdict Apply(RecordWrite write)
    {
        var record = RecordKey.Of(write);
        var stored = States.TryGetValue(record, out var known) ? known.Version : 0;
        if (write.NewKey is { } key && DataKeys.TryGetValue(key.Scope, out var other) && !other.AsSpan().SequenceEqual(key.Wrapped))
            return new(false, stored);
        if (!VersionHolds(write, stored))
            return new(false, stored);

        if (write.NewKey is not null)
            DataKeys.TryAdd(write.NewKey.Scope, write.NewKey.Wrapped);
        if (write.Delete)
            States.Remove(record);
        else
            States[record] = new(write.NextVersion, write.Json, write.Sealed, null);
        SaveDue(record, write);
        SaveLedger(write);
        SaveJournal(write);
        return new(true, write.Delete ? 0 : write.NextVersion);
    }

    protected virtual bool VersionHolds(RecordWrite write, long stored) => stored == write.Version;

    protected virtual void SaveDue(RecordKey record, RecordWrite write)
    {
        if (write.DueAt is { } due)
            Due[record] = (write.Shard, due);
        else
            Due.Remove(record);
    }

    protected virtual void SaveLedger(RecordWrite write)
    {
        foreach (var row in write.Ledger)
            LedgerOf($"{row.Workspace}/{row.CustomerId}").Add(row);
    }

    protected virtual void SaveJournal(RecordWrite write)
    {
        var journal = write.Journal;
        SaveOutbox(journal.Outbox);
        if (journal.Customer is { } customer)
            Customers[$"{customer.Workspace}/{customer.CustomerId}"] = customer;
        foreach (var action in journal.Actions)
            Actions[($"{action.Workspace}/{action.CustomerId}", action.ActionId)] = action;
        foreach (var intervention in journal.Interventions)
            Interventions[intervention.InterventionId] = intervention;
        foreach (var approval in journal.Approvals)
            Approvals[approval.ApprovalId] = approval;
        foreach (var key in journal.Keys)
            KeyOwners[key.KeyHash] = $"{key.Workspace}/{key.CustomerId}";
        if (journal.Site is { } site)
            SiteOwners[site] = write.GrainKey;
        if (journal.ActivityIds is { } ids)
            SaveActivityIds(write.GrainKey, ids);
    }

    protected virtual void SaveOutbox(OutboxDraft[] messages) => Outbox.AddRange(messages);

    protected virtual void SaveActivityIds(string customerKey, ActivityIdsChunk ids)
    {
        if (!ActivityIds.TryGetValue(customerKey, out var chunks))
            ActivityIds[customerKey] = chunks = [];
        chunks.Add(ids);
    }

    protected List<LedgerRow> LedgerOf(string customerKey)
    {
        if (!Ledgers.TryGetValue(customerKey, out var rows))
            Ledgers[customerKey] = rows = [];
        return rows;
    }
}
