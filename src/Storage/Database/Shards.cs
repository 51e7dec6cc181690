using System.Text;

namespace Aegis.Storage.Database;

/// <summary>Spreads due rows over the shard monitors. The number and the hash are stored in rows: never change them.</summary>
public static class Shards
{
    public const int Count = 256;

    public static int Of(string grainKey)
    {
        // FNV-1a, 32 bit: stable across processes and versions, unlike string.GetHashCode.
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(grainKey))
            hash = (hash ^ b) * 16777619u;
        return (int)(hash % Count);
    }
}
