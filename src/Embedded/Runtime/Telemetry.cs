using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Aegis.Embedded.Runtime;

/// <summary>Spans and figures of the host; without listeners a call costs one check and one count.</summary>
internal sealed class Telemetry : IDisposable
{
    public const string Name = "Aegis.Embedded";

    private static readonly ActivitySource s_source = new(Name);

    private readonly Meter _meter = new(Name);
    private readonly Cell[] _calls = new Cell[Environment.ProcessorCount];

    public Telemetry(EmbeddedHost host)
    {
        for (var i = 0; i < _calls.Length; i++)
            _calls[i] = new Cell();
        _meter.CreateObservableCounter("aegis.grain.calls", () => _calls.Sum(c => Volatile.Read(ref c.Count)), "{call}", "Calls begun");
        _meter.CreateObservableUpDownCounter(
            "aegis.grain.activations",
            () => host.Classes.All.Select(c => new Measurement<int>(c.Count, new KeyValuePair<string, object?>("grain", c.Type))),
            "{activation}", "Grains in memory");
        _meter.CreateObservableGauge(
            "aegis.grain.queue", () => host.Classes.All.Sum(c => c.Activations.Sum(a => a.Waiting)), "{call}", "Calls that wait for their turn");
    }

    public void CallSent(Invocation call)
    {
        if (s_source.HasListeners())
            call.Trace = Activity.Current;
    }

    public void CallBegins(Invocation call, Activation activation)
    {
        Interlocked.Increment(ref _calls[Thread.GetCurrentProcessorId() % _calls.Length].Count);
        if (!s_source.HasListeners())
            return;
        call.Trace = s_source.StartActivity(call.Method.ToString(), ActivityKind.Internal, call.Trace?.Context ?? default);
        call.Trace?.SetTag("grain.type", activation.Class.Type);
    }

    public void CallEnds(Invocation call)
    {
        if (call.Trace is not { } span)
            return;
        call.Trace = null;
        span.Dispose();
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>A count on a cache line of its own.</summary>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit, Size = 192)]
    private sealed class Cell
    {
        [System.Runtime.InteropServices.FieldOffset(64)]
        public long Count;
    }
}
