using System.Diagnostics.Metrics;

namespace Aegis.Bench.Server;

/// <summary>Hears every commit of this process.</summary>
public sealed class CommitWatch : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<double> _durations = [];

    public CommitWatch()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "aegis.storage.commit.duration")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) =>
        {
            lock (_durations)
                _durations.Add(seconds * 1_000);
        });
        _listener.Start();
    }

    /// <summary>Milliseconds.</summary>
    public double[] Durations
    {
        get
        {
            lock (_durations)
                return [.. _durations];
        }
    }

    public void Clear()
    {
        lock (_durations)
            _durations.Clear();
    }

    public void Dispose() => _listener.Dispose();
}
