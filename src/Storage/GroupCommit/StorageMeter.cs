using System.Diagnostics.Metrics;

namespace Aegis.Storage.GroupCommit;

/// <summary>The figures of the meter "Aegis.Storage".</summary>
public sealed class StorageMeter(TimeProvider time)
{
    public const string Name = "Aegis.Storage";

    private static readonly Meter _meter = new(Name);
    private static readonly Histogram<double> _duration = _meter.CreateHistogram<double>("aegis.storage.commit.duration", "s", "Time from the start of a commit to its acknowledgement by the database.");
    private static readonly Histogram<int> _batch = _meter.CreateHistogram<int>("aegis.storage.batch.size", "{write}", "Writes committed in one transaction.");
    private static readonly UpDownCounter<int> _queue = _meter.CreateUpDownCounter<int>("aegis.storage.queue.depth", "{call}", "Reads and writes that wait for a batch.");
    private static readonly Counter<long> _writes = _meter.CreateCounter<long>("aegis.storage.writes", "{write}", "Writes committed.");
    private static readonly Counter<long> _conflicts = _meter.CreateCounter<long>("aegis.storage.conflicts", "{write}", "Writes that met another version.");
    private static readonly Counter<long> _failures = _meter.CreateCounter<long>("aegis.storage.commit.failures", "{commit}", "Commits that failed, their outcome unknown.");

    internal long Start() => time.GetTimestamp();

    internal void Committed(long started, int writes, int conflicts)
    {
        _duration.Record(time.GetElapsedTime(started).TotalSeconds);
        _batch.Record(writes);
        _writes.Add(writes - conflicts);
        if (conflicts > 0)
            _conflicts.Add(conflicts);
    }

    internal void Failed() => _failures.Add(1);

    internal void Waiting(string queue, int change) => _queue.Add(change, new KeyValuePair<string, object?>("queue", queue));
}
