using System.Text;
using static Aegis.LoadTest.Reports.Svg;

namespace Aegis.LoadTest.Reports;

/// <summary>The report as one HTML file that needs nothing beside it: no scripts, no fonts, no network.</summary>
public static class HtmlReport
{
    public static string Render(LoadReport report)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        html.Append($"<title>Load of {Escape(report.Url)}</title><style>{Style}</style></head><body>");
        html.Append(Of($"<h1>Load of {Escape(report.Url)} <span id=\"verdict\" class=\"{(report.Passed ? "good" : "bad")}\">{(report.Passed ? "passed" : "failed")}</span></h1>"));
        html.Append(Of($"<p>{report.StartedAt:yyyy-MM-dd HH:mm:ss} UTC, {report.Seconds:0} s{(report.EndedEarly ? ", ended early" : "")}. {report.Customers} customers at {report.Rate:0.#} operations a second, seed {report.Seed}, run {Escape(report.Run)}.</p>"));
        html.Append(Table("objectives", ["objective", "limit", "measured", ""], report.Outcomes.Select(o => new[] { o.Objective, o.Limit, o.Value, o.Met ? "met" : "missed" })));
        html.Append(Totals(report)).Append(Charts(report));
        html.Append(Table("operations", ["operation", "count", "mean ms", "p50", "p90", "p99", "p99.9", "max"], report.Operations.Append(report.All).Select(Cells)));
        html.Append(Troubles("errors", "Errors after retries", report.Errors)).Append(Troubles("retries", "Retries", report.Retries)).Append(Verification(report));
        return html.Append("</body></html>").ToString();
    }

    private static string Totals(LoadReport r)
    {
        var seconds = Math.Max(r.Seconds, 0.001);
        return Table("totals", ["", "total", "a second"],
        [
            ["customers signed up", Of($"{r.Totals.Customers:N0}"), Of($"{r.Totals.Customers / seconds:N1}")],
            ["operations", Of($"{r.All.Count:N0}"), Of($"{r.All.Count / seconds:N1}")],
            ["requests, retries included", Of($"{r.Totals.Requests:N0}"), Of($"{r.Totals.Requests / seconds:N1}")],
            ["events acknowledged", Of($"{r.Totals.Events:N0}"), Of($"{r.Totals.Events / seconds:N1}")],
            ["retries", Of($"{r.Totals.Retries:N0}"), Of($"{r.Totals.Retries / seconds:N1}")],
            ["errors after retries", Of($"{r.Totals.Errors:N0}"), Of($"{r.Totals.Errors / seconds:N1}")],
        ]);
    }

    private static string Charts(LoadReport report)
    {
        var (samples, seconds) = (report.Timeline, report.Timeline.Select(s => s.At).ToList());
        Line Over(string name, Func<Measuring.Sample, double?> value) => new(name, [.. samples.Select(value)]);
        return LineChart.Render("Events acknowledged", "a second", seconds, Over("events", s => s.EventsPerSecond))
            + LineChart.Render("Requests", "a second, retries included", seconds, Over("requests", s => s.RequestsPerSecond))
            + LineChart.Render("Latency of operations", "ms", seconds, Over("p50", s => s.P50Ms), Over("p99", s => s.P99Ms))
            + LineChart.Render("Retries and errors", "in the interval", seconds, Over("retries", s => s.Retries), Over("errors", s => s.Errors))
            + PercentileChart.Render("Latency by operation", report.Operations);
    }

    private static string[] Cells(OperationFigures f) =>
        [f.Operation, Of($"{f.Count:N0}"), Ms(f.MeanMs), Ms(f.P50Ms), Ms(f.P90Ms), Ms(f.P99Ms), Ms(f.P999Ms), Ms(f.MaxMs)];

    private static string Ms(double value) => Of($"{value:N1}");

    private static string Troubles(string id, string title, ImmutableArray<TroubleCount> counts) => counts.IsEmpty
        ? $"<h2>{title}</h2><p>None.</p>"
        : $"<h2>{title}</h2>" + Table(id, ["operation", "kind", "count"], counts.Select(c => new[] { c.Operation, c.Kind, Of($"{c.Count:N0}") }));

    private static string Verification(LoadReport report)
    {
        if (report.Verdict is not { } v)
            return "<h2>Verification</h2><p>The run was given up, or the grid did not answer, before it was verified.</p>";
        var text = Of($"<h2>Verification</h2><p>{v.Customers:N0} customers compared with the grid: {v.AcknowledgedEvents:N0} events, {v.AcknowledgedMessages:N0} messages and {v.SetUps:N0} set-ups acknowledged; {v.UnknownEvents:N0} events without a known outcome; {v.Parked:N0} set-ups wait for a person; {v.Unreadable:N0} customers could not be read. Lost: {v.Lost:N0}. More than once: {v.Repeated:N0}.</p>");
        return v.Findings.IsEmpty ? text : text + Table("findings", ["customer", "what", "lost", "repeated"], v.Findings.Select(f => new[] { f.CustomerId, f.What, $"{f.Lost}", $"{f.Repeated}" }));
    }

    private static string Table(string id, string[] head, IEnumerable<string[]> rows) =>
        $"<table id=\"{id}\"><thead>{Cells("th", head)}</thead><tbody>{string.Concat(rows.Select(row => Cells("td", row)))}</tbody></table>";

    private static string Cells(string tag, string[] cells) =>
        $"<tr>{string.Concat(cells.Select(cell => $"<{tag}>{Escape(cell)}</{tag}>"))}</tr>";

    private const string Style = """
        :root{color-scheme:light dark;--text:#1c2430;--soft:#667085;--rule:#e3e7ee;--page:#fff;--s0:#2563eb;--s1:#d97706;--s2:#9333ea;--s3:#dc2626}
        @media(prefers-color-scheme:dark){:root{--text:#e6e9ef;--soft:#98a2b3;--rule:#2b3340;--page:#11161d;--s0:#60a5fa;--s1:#fbbf24;--s2:#c084fc;--s3:#f87171}}
        body{font:15px/1.5 system-ui,sans-serif;color:var(--text);background:var(--page);max-width:900px;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}small,figcaption small{color:var(--soft)}
        .good,.bad{font-size:.9rem;color:#fff;border-radius:4px;padding:.1rem .5rem;vertical-align:middle}.good{background:#15803d}.bad{background:#b91c1c}
        table{border-collapse:collapse;width:100%;margin:1rem 0;font-variant-numeric:tabular-nums}
        th,td{text-align:right;padding:.25rem .6rem;border-bottom:1px solid var(--rule)}th{color:var(--soft);font-weight:500}th:first-child,td:first-child{text-align:left}
        figure{margin:2rem 0}figcaption{font-weight:600;margin-bottom:.3rem}svg{width:100%;height:auto;display:block}
        .key{font-weight:400;margin-left:1rem;color:var(--soft)}.key i{display:inline-block;width:.8rem;height:.25rem;margin-right:.35rem;vertical-align:middle}
        .grid{stroke:var(--rule)}.tick,.name{font-size:12px;fill:var(--soft)}.name{fill:var(--text)}.span{stroke:var(--rule);stroke-width:6}.line{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
        i.s0{background:var(--s0)}i.s1{background:var(--s1)}i.s2{background:var(--s2)}i.s3{background:var(--s3)}
        .line.s0{stroke:var(--s0)}.line.s1{stroke:var(--s1)}circle.s0{fill:var(--s0)}circle.s1{fill:var(--s1)}circle.s2{fill:var(--s2)}circle.s3{fill:var(--s3)}
        """;
}
