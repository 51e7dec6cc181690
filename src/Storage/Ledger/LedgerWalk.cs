using System.Security.Cryptography;
using Aegis.Storage.Database;
using Aegis.Storage.Sealing;
using Aegis.Storage.States;

namespace Aegis.Storage.Ledger;

/// <summary>One ledger on its way past the verifier.</summary>
internal sealed class LedgerWalk(ISealer sealer, LedgerOwner owner, IEnumerable<LedgerAnchor> anchors)
{
    private readonly Dictionary<long, string> _anchors = anchors.GroupBy(a => a.Seq).ToDictionary(g => g.Key, g => g.First().Hash);
    private readonly Dictionary<long, byte[]> _beyond = [];
    private LedgerHead? _head = owner.Head;
    private byte[] _previous = [];

    public LedgerOwner Owner => owner;
    public LedgerBreak? Broken { get; private set; }
    public long Read { get; private set; }
    public long Entries { get; private set; }
    public bool IsBeyondHead => Broken is null && _head is not null && Read > _head.Seq;
    public LedgerAnchor? Last => Read == 0 ? null : new(owner.Workspace, owner.CustomerId, Read, Convert.ToHexStringLower(_previous));

    public void Add(IReadOnlyList<LedgerRow> rows)
    {
        foreach (var row in rows)
        {
            if (Broken is null)
                Add(row);
        }
    }

    private void Add(LedgerRow row)
    {
        var seq = Read + 1;
        if (row.Seq != seq)
        {
            Break(seq, $"it is missing; the next one stored is {row.Seq}.");
            return;
        }

        var hash = LedgerChain.Link(sealer, _previous, row);
        if (!CryptographicOperations.FixedTimeEquals(hash, row.Hash))
            Break(seq, "what is stored is not what was written: its content, its hash or the order was changed.");
        else if (_head?.Seq == seq && _head.Hash != Convert.ToHexStringLower(hash))
            Break(seq, "its hash is not the one the customer's state holds as the head.");
        else if (_anchors.TryGetValue(seq, out var anchor) && !anchor.Equals(Convert.ToHexStringLower(hash), StringComparison.OrdinalIgnoreCase))
            Break(seq, "its hash is not the anchored one.");
        if (_head is null || seq > _head.Seq)
            _beyond[seq] = hash;
        (Read, Entries, _previous) = (seq, Entries + 1, hash);
    }

    /// <summary>Takes a head read later; false when it is the same as before.</summary>
    public bool Moved(LedgerHead? head)
    {
        if (head is null || head.Seq == _head?.Seq)
            return false;
        _head = head;
        if (_beyond.TryGetValue(head.Seq, out var hash) && head.Hash != Convert.ToHexStringLower(hash))
            Break(head.Seq, "its hash is not the one the customer's state holds as the head.");
        return true;
    }

    public void End()
    {
        if (Broken is not null)
            return;
        if (_head is null)
            Break(Read, "the customer's state, which holds the head of the chain, is missing.");
        else if (Read < _head.Seq)
            Break(Read + 1, $"it is missing: the ledger was cut off after entry {Read}, the customer's state counts {_head.Seq}.");
        else if (Read > _head.Seq)
            Break(_head.Seq + 1, $"the customer's state counts only {_head.Seq} entries.");
        else if (_anchors.Keys.Where(seq => seq > Read).DefaultIfEmpty().Max() is > 0 and var anchored)
            Break(Read + 1, $"it is missing: the ledger was cut off after entry {Read}, {anchored} are anchored.");
    }

    private void Break(long seq, string problem) => Broken ??= new(owner.Workspace, owner.CustomerId, seq, problem);
}
