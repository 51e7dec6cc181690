using System.Security.Cryptography;
using System.Text;
using Aegis.Directory;
using Aegis.Storage.Database;
using Aegis.Storage.Ledger;
using Aegis.Storage.Sealing;

namespace Aegis.Grains.Directory;

/// <summary>Opens the bodies of ledger entries for a reader.</summary>
internal static class LedgerBodies
{
    public static ImmutableArray<LedgerEntry> Open(ISealer sealer, LedgerRows ledger, int limit)
    {
        var key = ledger.WrappedKey is { Length: > 0 } wrapped ? sealer.Unwrap(wrapped) : null;
        return [.. ledger.Rows.Take(limit).Select(row => new LedgerEntry(
            row.Seq, row.At, row.Kind, row.Actor, row.ActionId, Open(sealer, key, row), Convert.ToHexStringLower(row.Hash)))];
    }

    /// <summary>Null once the customer was erased, and for a body that was changed: that is for verification to name, and hides no other entry.</summary>
    private static string? Open(ISealer sealer, DataKey? key, LedgerRow row)
    {
        if (key is null || row.SealedData.Length == 0)
            return null;
        try
        {
            return Encoding.UTF8.GetString(sealer.Open(key, row.SealedData, LedgerChain.Context(row.Workspace, row.CustomerId, row.Seq)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
