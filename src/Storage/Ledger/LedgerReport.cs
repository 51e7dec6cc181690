namespace Aegis.Storage.Ledger;

/// <summary>The first broken entry of one ledger.</summary>
/// <param name="Seq">The entry's sequence number.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record LedgerBreak(string Workspace, string CustomerId, long Seq, string Problem)
{
    public override string ToString() => $"{Workspace}/{CustomerId}, entry {Seq}: {Problem}";
}

/// <summary>What a verification found.</summary>
/// <param name="Breaks">One for each broken ledger, in key order.</param>
public sealed record LedgerReport(long Ledgers, long Entries, IReadOnlyList<LedgerBreak> Breaks)
{
    public bool IsClean => Breaks.Count == 0;
}
