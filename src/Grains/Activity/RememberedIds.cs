using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Aegis.Storage.States;

namespace Aegis.Grains.Activity;

/// <summary>The ids of events already counted: those of the last 24 h, and at least the last 10,000.</summary>
public sealed class RememberedIds
{
    public const int AtLeast = 10_000;
    public const int BytesPerId = 16;

    public static readonly TimeSpan AtLeastFor = TimeSpan.FromHours(24);

    private readonly HashSet<UInt128> _known = [];
    private readonly Queue<(UInt128 Id, DateTimeOffset At)> _order = [];

    public static RememberedIds From(IReadOnlyList<ActivityIdsChunk> chunks)
    {
        var ids = new RememberedIds();
        foreach (var chunk in chunks)
            for (var i = 0; i + BytesPerId <= chunk.Hashes.Length; i += BytesPerId)
                ids.Add(BinaryPrimitives.ReadUInt128LittleEndian(chunk.Hashes.AsSpan(i)), chunk.At);
        return ids;
    }

    /// <summary>False when the id was counted before.</summary>
    public bool Add(UInt128 id, DateTimeOffset at)
    {
        if (!_known.Add(id))
            return false;
        _order.Enqueue((id, at));
        while (_order.Count > AtLeast && _order.Peek().At < at - AtLeastFor)
            _known.Remove(_order.Dequeue().Id);
        return true;
    }

    /// <summary>The first 16 bytes of the id's SHA-256.</summary>
    public static UInt128 HashOf(string id)
    {
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(Aegis.Activity.ActivityRules.MaxIdLength)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(id, utf8)], hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
