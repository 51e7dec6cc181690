using System.Text;
using static Aegis.LoadTest.Reports.Svg;

namespace Aegis.LoadTest.Reports;

/// <summary>One line of a chart: a value at each of the chart's times, null for a gap.</summary>
internal sealed record Line(string Name, IReadOnlyList<double?> Values);

/// <summary>Values over time as an inline SVG, from zero.</summary>
internal static class LineChart
{
    private const int Height = 240, Left = 64, Right = 16, Top = 16, Bottom = 34;
    private const int MaxPoints = 600;

    /// <param name="seconds">The time of each value, increasing.</param>
    /// <param name="unit">Of all lines: "ms", "1/s".</param>
    public static string Render(string title, string unit, IReadOnlyList<double> seconds, params Line[] lines)
    {
        var highest = lines.SelectMany(l => l.Values).Max() ?? 0;
        var step = StepTo(highest);
        var top = Math.Max(1, Math.Ceiling(highest / step)) * step;
        var end = Math.Max(1, seconds.LastOrDefault());
        double X(double at) => Left + at / end * (Width - Left - Right);
        double Y(double value) => Height - Bottom - value / top * (Height - Top - Bottom);

        var svg = new StringBuilder();
        svg.Append(Of($"<figure><figcaption>{Escape(title)} <small>{Escape(unit)}</small>{Legend(lines)}</figcaption>"));
        svg.Append(Of($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Escape(title)}\">"));
        for (var value = 0.0; value <= top * 1.0001; value += step)
            svg.Append(Of($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value):0.#}\" y2=\"{Y(value):0.#}\"/><text class=\"tick\" x=\"{Left - 8}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{Short(value)}</text>"));
        var timeStep = StepTo(end);
        for (var at = 0.0; at <= end * 1.0001; at += timeStep)
            svg.Append(Of($"<text class=\"tick\" x=\"{X(at):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{Short(at)} s</text>"));
        for (var i = 0; i < lines.Length; i++)
        {
            foreach (var stretch in Stretches(Thin(seconds, lines[i].Values)))
                svg.Append(Of($"<polyline class=\"line s{i}\" points=\"{string.Join(' ', stretch.Select(p => Of($"{X(p.At):0.#},{Y(p.Value):0.#}")))}\"/>"));
        }

        return svg.Append("</svg></figure>").ToString();
    }

    private static string Legend(Line[] lines) =>
        string.Concat(lines.Select((line, i) => $"<span class=\"key\"><i class=\"s{i}\"></i>{Escape(line.Name)}</span>"));

    /// <summary>No more points than can be seen; of those that share one, the highest, so that no peak is hidden.</summary>
    private static IEnumerable<(double At, double? Value)> Thin(IReadOnlyList<double> seconds, IReadOnlyList<double?> values)
    {
        var size = Math.Max(1, (int)Math.Ceiling(values.Count / (double)MaxPoints));
        return seconds.Zip(values).Chunk(size).Select(chunk => chunk.MaxBy(p => p.Second));
    }

    /// <summary>The points between gaps.</summary>
    private static IEnumerable<IReadOnlyList<(double At, double Value)>> Stretches(IEnumerable<(double At, double? Value)> points)
    {
        var stretch = new List<(double, double)>();
        foreach (var (at, value) in points.Append((0, null)))
        {
            if (value is { } known)
            {
                // Twice the first: a line of one point would have no length and not be seen.
                if (stretch.Count == 0)
                    stretch.Add((at, known));
                stretch.Add((at, known));
            }
            else if (stretch.Count > 0)
            {
                yield return stretch;
                stretch = [];
            }
        }
    }
}
