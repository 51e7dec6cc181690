using Aegis.Storage.Database;
using Aegis.Storage.States;

namespace Aegis.Simulation.Disk;

/// <summary>Remembers what the disk promised, and holds it to that.</summary>
public sealed class Witness
{
    private readonly Dictionary<RecordKey, (long Version, RecordWrite Write)> _newest = [];
    private readonly List<LedgerRow> _ledger = [];
    private readonly Dictionary<OutboxDraft, int> _outbox = [];

    /// <summary>A commit was acknowledged to a living process.</summary>
    public void Promised(RecordWrite write, long version)
    {
        var record = RecordKey.Of(write);
        if (!write.Delete && _newest.TryGetValue(record, out var known) && known.Version >= version && !known.Write.Delete)
            throw new InvariantBroken($"two writes of {record} were acknowledged: version {version} after {known.Version}");
        _newest[record] = (version, write);
        _ledger.AddRange(write.Ledger);
        foreach (var message in write.Journal.Outbox)
            _outbox[message] = _outbox.GetValueOrDefault(message) + 1;
    }

    /// <summary>Compares the tables with every promise made.</summary>
    public void Check(DiskTables tables)
    {
        foreach (var (record, (version, write)) in _newest)
            CheckRecord(tables, record, version, write);
        foreach (var row in _ledger)
        {
            if (!tables.Ledgers.GetValueOrDefault($"{row.Workspace}/{row.CustomerId}", []).Exists(r => r.Seq == row.Seq && r.Hash.AsSpan().SequenceEqual(row.Hash)))
                throw new InvariantBroken($"acknowledged ledger entry {row.Seq} of {row.CustomerId} is not on disk");
        }

        var sent = new Dictionary<OutboxDraft, int>();
        foreach (var message in tables.Events.Select(e => new OutboxDraft(e.Topic, e.CustomerKey, e.At, e.Data)).Concat(tables.Outbox))
            sent[message] = sent.GetValueOrDefault(message) + 1;
        foreach (var (message, count) in _outbox)
        {
            if (sent.GetValueOrDefault(message) < count)
                throw new InvariantBroken($"acknowledged news '{message.Topic}' of {message.CustomerKey} is neither in the outbox nor in the events");
        }
    }

    private static void CheckRecord(DiskTables tables, RecordKey record, long version, RecordWrite write)
    {
        var stored = tables.States.GetValueOrDefault(record);
        if (write.Delete)
            return;
        if (stored is null || stored.Version < version)
            throw new InvariantBroken($"{record} was acknowledged at version {version}, the disk holds {stored?.Version ?? 0}");
        if (stored.Version > version)
            return;
        if (stored.Json != write.Json)
            throw new InvariantBroken($"{record} holds other than what was acknowledged at version {version}");
        if (write.DueAt is { } due && (!tables.Due.TryGetValue(record, out var row) || row.At != due))
            throw new InvariantBroken($"{record} is in flight until {due:O} and has no such due row");
    }
}

/// <summary>Something that must always hold does not.</summary>
public sealed class InvariantBroken(string message) : Exception(message);
