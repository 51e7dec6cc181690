using System.Globalization;

namespace Aegis.Api.Metrics;

/// <summary>The running value of one instrument under one set of labels.</summary>
internal abstract class Series(string labels)
{
    /// <summary>Rendered: <c>method="GET",status="200"</c>.</summary>
    protected string Labels { get; } = labels;

    public abstract void Record(double value);

    public abstract void Write(TextWriter writer, string name);

    protected static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    protected string Braced(string extra = "") => (Labels, extra) switch
    {
        ("", "") => "",
        ("", _) => $"{{{extra}}}",
        (_, "") => $"{{{Labels}}}",
        _ => $"{{{Labels},{extra}}}",
    };
}

/// <summary>A counter or up-down counter: what was added so far.</summary>
internal sealed class SumSeries(string labels) : Series(labels)
{
    private readonly Lock _gate = new();
    private double _sum;

    public override void Record(double value)
    {
        lock (_gate)
            _sum += value;
    }

    public override void Write(TextWriter writer, string name) => writer.Write($"{name}{Braced()} {Text(_sum)}\n");
}

/// <summary>A gauge or an observed total: what was said last.</summary>
internal sealed class LastSeries(string labels) : Series(labels)
{
    private double _last;

    public override void Record(double value) => Volatile.Write(ref _last, value);

    public override void Write(TextWriter writer, string name) => writer.Write($"{name}{Braced()} {Text(Volatile.Read(ref _last))}\n");
}

/// <summary>A histogram over fixed bounds.</summary>
internal sealed class HistogramSeries(string labels, IReadOnlyList<double> bounds) : Series(labels)
{
    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[bounds.Count + 1];
    private double _sum;

    public override void Record(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Count && value > bounds[bucket])
            bucket++;
        lock (_gate)
        {
            _counts[bucket]++;
            _sum += value;
        }
    }

    public override void Write(TextWriter writer, string name)
    {
        lock (_gate)
        {
            long total = 0;
            for (var i = 0; i <= bounds.Count; i++)
            {
                total += _counts[i];
                var bound = i < bounds.Count ? Text(bounds[i]) : "+Inf";
                writer.Write($"{name}_bucket{Braced($"le=\"{bound}\"")} {total}\n");
            }

            writer.Write($"{name}_sum{Braced()} {Text(_sum)}\n{name}_count{Braced()} {total}\n");
        }
    }
}
