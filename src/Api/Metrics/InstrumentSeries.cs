using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Aegis.Api.Metrics;

/// <summary>All series of one instrument, and its name and kind as Prometheus has them.</summary>
internal sealed class InstrumentSeries
{
    // Labels that grow without end would be a leak; what is beyond is left out.
    private const int MaxSeries = 2_000;
    private static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] Milliseconds = [.. Seconds.Select(s => s * 1_000)];
    private static readonly double[] Counts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000];

    [ThreadStatic]
    private static StringBuilder? s_labels;

    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly Func<string, Series> _create;
    private readonly string _help;

    public InstrumentSeries(Instrument instrument)
    {
        _help = (instrument.Description ?? instrument.Name).ReplaceLineEndings(" ");
        (Kind, _create) = instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => ("histogram", labels => new HistogramSeries(labels, bounds)),
            _ when instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal) => ("histogram", labels => new HistogramSeries(labels, DefaultBounds(instrument.Unit))),
            _ when instrument.GetType().Name.StartsWith("ObservableCounter", StringComparison.Ordinal) => ("counter", labels => new LastSeries(labels)),
            _ when instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal) => ("counter", labels => new SumSeries(labels)),
            _ when instrument.GetType().Name.StartsWith("UpDownCounter", StringComparison.Ordinal) => ("gauge", labels => new SumSeries(labels)),
            _ => ("gauge", (Func<string, Series>)(labels => new LastSeries(labels))),
        };
        Name = NameOf(instrument, Kind);
    }

    public string Name { get; }

    public string Kind { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            _series.GetOrAdd("", _create).Record(value);
            return;
        }

        var labels = Render(tags);
        if (_series.TryGetValue(labels, out var series) || (_series.Count < MaxSeries && (series = _series.GetOrAdd(labels, _create)) is not null))
            series.Record(value);
    }

    public void Write(TextWriter writer)
    {
        // Named before its first value too, so that whoever writes an alert finds it.
        writer.Write($"# HELP {Name} {_help}\n# TYPE {Name} {Kind}\n");
        // A snapshot of the dictionary's own: sorting it as it stands fails when a series is added meanwhile.
        foreach (var (_, series) in _series.ToArray().OrderBy(s => s.Key, StringComparer.Ordinal))
            series.Write(writer, Name);
    }

    private static double[] DefaultBounds(string? unit) => unit switch
    {
        "s" => Seconds,
        "ms" => Milliseconds,
        _ => Counts,
    };

    private static string NameOf(Instrument instrument, string kind)
    {
        var name = Sanitize(instrument.Name);
        var unit = instrument.Unit switch { "s" => "_seconds", "ms" => "_milliseconds", "By" => "_bytes", _ => "" };
        if (!name.EndsWith(unit, StringComparison.Ordinal))
            name += unit;
        return kind == "counter" && !name.EndsWith("_total", StringComparison.Ordinal) ? $"{name}_total" : name;
    }

    private static string Render(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = (s_labels ??= new()).Clear();
        foreach (var (name, value) in tags)
        {
            if (labels.Length > 0)
                labels.Append(',');
            labels.Append(Sanitize(name)).Append("=\"");
            foreach (var c in Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "")
                _ = c switch { '"' => labels.Append("\\\""), '\\' => labels.Append(@"\\"), '\n' => labels.Append("\\n"), _ => labels.Append(c) };
            labels.Append('"');
        }

        return labels.ToString();
    }

    private static string Sanitize(string name) =>
        string.Create(name.Length, name, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsAsciiLetterOrDigit(text[i]) ? char.ToLowerInvariant(text[i]) : '_';
        });
}
