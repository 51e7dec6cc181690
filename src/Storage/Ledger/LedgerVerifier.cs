using Aegis.Storage.Database;
using Aegis.Storage.Sealing;

namespace Aegis.Storage.Ledger;

/// <summary>Computes every chain anew from what is stored and compares it with the hashes stored, the heads in the customers' states, and anchors. Reads page by page and may run beside a serving grid.</summary>
public sealed class LedgerVerifier(IGridDatabase database, ISealer sealer)
{
    private const int OwnersPerPage = 200;
    private const int EntriesPerPage = 500;

    /// <param name="anchors">Heads exported earlier.</param>
    /// <param name="onHead">Receives the last entry of every sound ledger: what an export writes.</param>
    public async Task<LedgerReport> VerifyAsync(
        IReadOnlyList<LedgerAnchor>? anchors = null, Func<LedgerAnchor, Task>? onHead = null, CancellationToken cancellationToken = default)
    {
        var expected = (anchors ?? []).ToLookup(a => $"{a.Workspace}/{a.CustomerId}");
        var missing = expected.Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var breaks = new List<LedgerBreak>();
        var (ledgers, entries) = (0L, 0L);
        string? before = null;
        while (await database.ListLedgersAsync(before, OwnersPerPage, cancellationToken) is { Count: > 0 } owners)
        {
            foreach (var owner in owners)
            {
                var key = $"{owner.Workspace}/{owner.CustomerId}";
                var walk = new LedgerWalk(sealer, owner, expected[key]);
                await WalkAsync(walk, before, cancellationToken);
                missing.Remove(key);
                ledgers++;
                entries += walk.Entries;
                if (walk.Broken is { } broken)
                    breaks.Add(broken);
                else if (onHead is not null && walk.Last is { } last)
                    await onHead(last);
                before = key;
            }
        }

        breaks.AddRange(expected.Where(g => missing.Contains(g.Key)).Select(g => g.MaxBy(a => a.Seq)!)
            .Select(a => new LedgerBreak(a.Workspace, a.CustomerId, a.Seq, "it was anchored, but the whole ledger is gone.")));
        return new(ledgers, entries, breaks);
    }

    private async Task WalkAsync(LedgerWalk walk, string? before, CancellationToken cancellationToken)
    {
        do
        {
            IReadOnlyList<LedgerRow> rows;
            do
            {
                rows = (await database.ReadLedgerAsync(walk.Owner.Workspace, walk.Owner.CustomerId, walk.Read, EntriesPerPage, cancellationToken)).Rows;
                walk.Add(rows);
            }
            while (rows.Count == EntriesPerPage && walk.Broken is null);
        }
        // A serving grid may have gone on since the head was read.
        while (walk.IsBeyondHead && await CatchUpAsync(walk, before, cancellationToken));

        walk.End();
    }

    private async Task<bool> CatchUpAsync(LedgerWalk walk, string? before, CancellationToken cancellationToken)
    {
        var owners = await database.ListLedgersAsync(before, OwnersPerPage, cancellationToken);
        var head = owners.FirstOrDefault(o => o.Workspace == walk.Owner.Workspace && o.CustomerId == walk.Owner.CustomerId)?.Head;
        return walk.Moved(head);
    }
}
