using System.Text.Json;
using Aegis.Simulation.Disk;
using Aegis.Storage.Ledger;
using Aegis.Storage.Sealing;

namespace Aegis.Simulation;

/// <summary>What must hold of the tables at any time.</summary>
public static class LedgerAudit
{
    public static void Check(DiskTables tables, ISealer sealer)
    {
        foreach (var (customer, rows) in tables.Ledgers)
            CheckChain(customer, rows, sealer);
        CheckHeads(tables);
        for (var i = 0; i < tables.Events.Count; i++)
        {
            if (tables.Events[i].Number != i + 1)
                throw new InvariantBroken($"event {i + 1} is numbered {tables.Events[i].Number}");
        }
    }

    private static void CheckChain(string customer, List<Storage.Database.LedgerRow> rows, ISealer sealer)
    {
        byte[] previous = [];
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Seq != i + 1)
                throw new InvariantBroken($"ledger of {customer}: entry {i + 1} has number {rows[i].Seq}");
            previous = LedgerChain.Link(sealer, previous, rows[i] with { Hash = [] });
            if (!previous.AsSpan().SequenceEqual(rows[i].Hash))
                throw new InvariantBroken($"ledger of {customer}: the chain breaks at entry {i + 1}");
        }
    }

    /// <summary>The head in the customer's state is the last entry of its ledger: they are one commit.</summary>
    private static void CheckHeads(DiskTables tables)
    {
        foreach (var (record, stored) in tables.States)
        {
            if (stored.Json is not { } json)
                continue;
            using var state = JsonDocument.Parse(json);
            if (!state.RootElement.TryGetProperty("head", out var head))
                continue;
            var seq = head.GetProperty("seq").GetInt64();
            var rows = tables.Ledgers.GetValueOrDefault(record.GrainKey, []);
            if (rows.Count != seq)
                throw new InvariantBroken($"{record} stands at ledger entry {seq}, the ledger has {rows.Count}");
        }
    }
}
