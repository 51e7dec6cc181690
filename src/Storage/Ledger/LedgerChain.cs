using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Aegis.Storage.Database;
using Aegis.Storage.Sealing;

namespace Aegis.Storage.Ledger;

/// <summary>How ledger entries are sealed and chained. What is covered is stored for ever: never change the encoding.</summary>
public static class LedgerChain
{
    private const string Purpose = "ledger-chain";

    /// <summary>The sealing context of an entry's body.</summary>
    public static string Context(string workspace, string customerId, long seq) => $"ledger/{workspace}/{customerId}/{seq}";

    /// <summary>HMAC over the hash before (empty for the first entry) and this entry's stored bytes: every field with its length in front, so that nothing can move from one field to the next.</summary>
    public static byte[] Link(ISealer sealer, ReadOnlySpan<byte> previous, LedgerRow entry)
    {
        var bytes = new ArrayBufferWriter<byte>(256 + entry.SealedData.Length);
        Put(bytes, previous);
        Put(bytes, entry.Workspace);
        Put(bytes, entry.CustomerId);
        Put(bytes, entry.Seq);
        Put(bytes, Times.ToMicros(entry.At));
        Put(bytes, entry.Kind);
        Put(bytes, entry.Actor);
        Put(bytes, entry.ActionId is null ? 0L : 1L);
        Put(bytes, entry.ActionId ?? "");
        Put(bytes, entry.SealedData);
        return sealer.Mac(Purpose, bytes.WrittenSpan);
    }

    private static void Put(ArrayBufferWriter<byte> bytes, ReadOnlySpan<byte> field)
    {
        Put(bytes, (long)field.Length);
        bytes.Write(field);
    }

    private static void Put(ArrayBufferWriter<byte> bytes, string field) => Put(bytes, Encoding.UTF8.GetBytes(field));

    private static void Put(ArrayBufferWriter<byte> bytes, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(sizeof(long)), number);
        bytes.Advance(sizeof(long));
    }
}
