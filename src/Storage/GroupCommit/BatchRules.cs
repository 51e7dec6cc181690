using Aegis.Storage.Database;

namespace Aegis.Storage.GroupCommit;

/// <summary>One write a record and one data key a scope in a batch; a second one waits for the next, where it meets the first one's version. Bounded in bytes, so that one transaction stays short.</summary>
internal sealed class WriteRule : IBatchRule<RecordWrite>
{
    private const long MaxBytes = 16 * 1024 * 1024;
    private readonly HashSet<(string, string, string)> _records = [];
    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);
    private long _bytes;

    public void Begin()
    {
        _records.Clear();
        _keys.Clear();
        _bytes = 0;
    }

    public bool Admits(RecordWrite write)
    {
        var record = (write.GrainType, write.GrainKey, write.StateName);
        if (_bytes >= MaxBytes || _records.Contains(record))
            return false;
        if (write.NewKey is { } key && _keys.TryGetValue(key.Scope, out var other) && !other.AsSpan().SequenceEqual(key.Wrapped))
            return false;

        _records.Add(record);
        if (write.NewKey is not null)
            _keys[write.NewKey.Scope] = write.NewKey.Wrapped;
        _bytes += (write.Json?.Length ?? 0) + (write.Sealed?.Length ?? 0) + (write.Journal.ActivityIds?.Hashes.Length ?? 0);
        return true;
    }
}

/// <summary>Reads share a batch whatever they read.</summary>
internal sealed class ReadRule : IBatchRule<RecordRead>
{
    public void Begin()
    {
    }

    public bool Admits(RecordRead item) => true;
}
