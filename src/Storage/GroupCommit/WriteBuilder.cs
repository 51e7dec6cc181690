using System.Text;
using System.Text.Json;
using Aegis.Storage.Database;
using Aegis.Storage.Ledger;
using Aegis.Storage.Sealing;
using Aegis.Storage.States;

namespace Aegis.Storage.GroupCommit;

/// <summary>Turns a state into what is committed: chains and seals its new ledger entries, moves the head on, takes the journal, serialises. All at once, so that nothing a grain does later slips in.</summary>
internal sealed class WriteBuilder(ISealer sealer, StorageJson json, IEntropy entropy)
{
    // Forty bits: far apart enough never to meet, short enough for the text every activation keeps.
    private const long FirstVersions = (1L << 40) - 1;

    public RecordWrite Build<T>(RecordRead record, long version, T value, bool delete)
    {
        var state = value as GridState;
        var key = (value as SealedGridState)?.Key;
        var journal = state?.TakeJournal() ?? JournalEntries.None;
        var ledger = Chain(record.GrainKey, value, key, journal);
        var (text, bytes) = delete ? (null, null) : Serialize(record, value, key);
        DateTimeOffset? due = delete || state?.NextDueAt is not { } next ? null : Times.Truncate(next);
        // A clear document may hold values that the grain itself sealed, so any write of a sealed state brings a new key along.
        var write = new RecordWrite(
            record.GrainType, record.GrainKey, record.StateName, version, text, bytes,
            key is { Stored: false } && (!delete || ledger.Length > 0) ? new NewDataKey(record.KeyScope!, key.Wrapped) : null,
            due, Shards.Of(record.GrainKey), ledger, journal, delete)
        {
            NextVersion = version > 0 ? version + 1 : FirstVersion(),
            KeepsDue = !delete && version > 0 && state?.HasStored(due) == true,
        };
        StoredText.Check(write);
        return write;
    }

    private long FirstVersion()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        entropy.Fill(bytes);
        return 1 + (BitConverter.ToInt64(bytes) & FirstVersions);
    }

    private LedgerRow[] Chain<T>(string grainKey, T value, DataKey? key, JournalEntries journal)
    {
        if (journal.Ledger.Length == 0)
            return [];
        if (value is not LedgerState state)
            throw new InvalidOperationException($"{typeof(T)} is no {nameof(LedgerState)} and cannot write ledger entries.");

        var (workspace, customerId) = GrainKeys.Split(grainKey);
        var rows = new LedgerRow[journal.Ledger.Length];
        var (seq, previous) = (state.Head.Seq, Convert.FromHexString(state.Head.Hash));
        for (var i = 0; i < rows.Length; i++)
        {
            var draft = journal.Ledger[i];
            seq++;
            // Without a key the customer is erased: what still happens keeps its head and has no body.
            byte[] body = key is null ? [] : sealer.Seal(key, Encoding.UTF8.GetBytes(draft.Data), LedgerChain.Context(workspace, customerId, seq));
            var row = new LedgerRow(workspace, customerId, seq, Times.Truncate(draft.At), draft.Kind, draft.Actor, draft.ActionId, body, []);
            rows[i] = row with { Hash = previous = LedgerChain.Link(sealer, previous, row) };
        }

        state.Head = new(seq, Convert.ToHexStringLower(previous));
        return rows;
    }

    private (string? Json, byte[]? Sealed) Serialize<T>(RecordRead record, T value, DataKey? key)
    {
        if (!StateShape<T>.WholeSealed)
            return (JsonSerializer.Serialize(value, json.Of<T>()), null);
        if (key is null)
            throw new InvalidOperationException($"The data key of {record.KeyScope} was destroyed; {record.StateName} of {record.GrainType}/{record.GrainKey} can only be cleared.");
        return (null, sealer.Seal(key, JsonSerializer.SerializeToUtf8Bytes(value, json.Of<T>()), Context(record)));
    }

    public T Restore<T>(RecordRead record, StoredRecord stored, DataKey? key)
    {
        if (stored.Sealed is null)
            return JsonSerializer.Deserialize(stored.Json!, json.Of<T>())!;
        // Erased: the content is gone, the version stays so that the record can be cleared.
        return key is null ? Activator.CreateInstance<T>() : JsonSerializer.Deserialize(sealer.Open(key, stored.Sealed, Context(record)), json.Of<T>())!;
    }

    private static string Context(RecordRead record) => $"{record.GrainType}/{record.GrainKey}/{record.StateName}";
}
