using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aegis.Storage.States;

/// <summary>A grain state as this store keeps it: JSON with a version, and with it, in the same transaction, what its <see cref="Journal"/> holds and when the grain is due.</summary>
public abstract class GridState
{
    /// <summary>Fields a newer version wrote; they survive a rewrite by this one.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }

    private const long UnknownDue = long.MinValue;

    // An idle state holds no journal.
    private Journal? _journal;
    private long _storedDue = UnknownDue;

    /// <summary>What the next write commits beside the state; emptied when the write is taken.</summary>
    [JsonIgnore]
    public Journal Journal => _journal ??= new();

    /// <summary>When a monitor must wake the grain, or null. Written with every commit: whatever is in flight is due.</summary>
    [JsonIgnore]
    public abstract DateTimeOffset? NextDueAt { get; }

    /// <summary>Takes the journal, for one write. Called by the provider before its first await.</summary>
    internal JournalEntries TakeJournal()
    {
        var taken = _journal?.Take() ?? JournalEntries.None;
        _journal = null;
        return taken;
    }

    /// <summary>Whether this is the due time that this very object last stored. Not known before its first write: what was read may have been stored by another version's rules.</summary>
    internal bool HasStored(DateTimeOffset? due) => _storedDue == TicksOf(due);

    internal void Stored(DateTimeOffset? due) => _storedDue = TicksOf(due);

    private static long TicksOf(DateTimeOffset? due) => due?.UtcTicks ?? 0;
}

/// <summary>A state that holds sealed values, or is sealed as a whole.</summary>
public abstract class SealedGridState : GridState
{
    /// <summary>The customer's data key; set by the provider when it reads the state, never stored in the clear. Null once it was destroyed: what is sealed cannot be read, and nothing can be sealed.</summary>
    [JsonIgnore]
    public Sealing.DataKey? Key { get; set; }

    /// <summary>Whether the whole document is stored sealed instead of as readable JSON.</summary>
    [JsonIgnore]
    public virtual bool WholeSealed => false;

    /// <summary>Whose data key seals it; null means the key of the customer whose grain this is ("workspace/customer", or "workspace/customer/what" for one of several), a name such as "$edge" one of the grain's workspace ("workspace/$edge"). The same for every instance of the type.</summary>
    [JsonIgnore]
    public virtual string? KeyScope => null;
}

/// <summary>A state that owns the head of a customer's ledger.</summary>
public abstract class LedgerState : SealedGridState
{
    /// <summary>Sequence and hash of the last entry; moved on by the provider when it writes.</summary>
    public LedgerHead Head { get; set; } = LedgerHead.Empty;
}

/// <summary>The last entry of a ledger.</summary>
/// <param name="Seq">0 before the first entry.</param>
/// <param name="Hash">HMAC-SHA256, lower-case hex; empty before the first entry.</param>
public sealed record LedgerHead(long Seq, string Hash)
{
    public static readonly LedgerHead Empty = new(0, "");
}
