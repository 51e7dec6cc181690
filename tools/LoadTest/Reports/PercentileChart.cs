using System.Text;
using static Aegis.LoadTest.Reports.Svg;

namespace Aegis.LoadTest.Reports;

/// <summary>The percentiles of every operation on one logarithmic axis, as an inline SVG.</summary>
internal static class PercentileChart
{
    private const int Row = 34, Left = 110, Right = 40, Top = 10, Bottom = 30;

    public static string Render(string title, IReadOnlyList<OperationFigures> operations)
    {
        var low = Math.Floor(Math.Log10(Math.Max(0.01, operations.Select(o => o.P50Ms).DefaultIfEmpty(1).Min())));
        var high = Math.Max(low + 1, Math.Ceiling(Math.Log10(Math.Max(0.1, operations.Select(o => o.MaxMs).DefaultIfEmpty(1).Max()))));
        var height = Top + operations.Count * Row + Bottom;
        double X(double ms) => Left + (Math.Clamp(Math.Log10(Math.Max(ms, 0.001)), low, high) - low) / (high - low) * (Width - Left - Right);

        var svg = new StringBuilder();
        svg.Append($"<figure><figcaption>{Escape(title)} <small>ms, logarithmic</small>");
        svg.Append("<span class=\"key\"><i class=\"s0\"></i>p50</span><span class=\"key\"><i class=\"s1\"></i>p90</span><span class=\"key\"><i class=\"s2\"></i>p99</span><span class=\"key\"><i class=\"s3\"></i>p99.9</span></figcaption>");
        svg.Append(Of($"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{Escape(title)}\">"));
        for (var power = low; power <= high; power++)
            svg.Append(Of($"<line class=\"grid\" x1=\"{X(Math.Pow(10, power)):0.#}\" x2=\"{X(Math.Pow(10, power)):0.#}\" y1=\"{Top}\" y2=\"{height - Bottom}\"/><text class=\"tick\" x=\"{X(Math.Pow(10, power)):0.#}\" y=\"{height - Bottom + 18}\" text-anchor=\"middle\">{Short(Math.Pow(10, power))}</text>"));
        for (var i = 0; i < operations.Count; i++)
            svg.Append(RowOf(operations[i], Top + i * Row + Row / 2, X));
        return svg.Append("</svg></figure>").ToString();
    }

    private static string RowOf(OperationFigures figures, int y, Func<double, double> x)
    {
        double[] marks = [figures.P50Ms, figures.P90Ms, figures.P99Ms, figures.P999Ms];
        var row = new StringBuilder();
        row.Append(Of($"<text class=\"name\" x=\"{Left - 10}\" y=\"{y + 4}\" text-anchor=\"end\">{Escape(figures.Operation)}</text>"));
        row.Append(Of($"<line class=\"span\" x1=\"{x(marks[0]):0.#}\" x2=\"{x(marks[^1]):0.#}\" y1=\"{y}\" y2=\"{y}\"/>"));
        for (var i = marks.Length - 1; i >= 0; i--)
            row.Append(Of($"<circle class=\"s{i}\" cx=\"{x(marks[i]):0.#}\" cy=\"{y}\" r=\"5\"><title>{marks[i]:0.##} ms</title></circle>"));
        return row.ToString();
    }
}
