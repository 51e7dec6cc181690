using System.Globalization;

namespace Aegis.LoadTest.Reports;

/// <summary>The end of a run, on the terminal.</summary>
internal static class Summary
{
    public static void Print(LoadReport report, string directory, TextWriter to)
    {
        string Row(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        to.WriteLine();
        to.WriteLine($"{"operation",-14} {"count",9} {"mean",9} {"p50",9} {"p90",9} {"p99",9} {"p99.9",9} {"max",9}  ms");
        foreach (var f in report.Operations.Append(report.All))
            to.WriteLine(Row($"{f.Operation,-14} {f.Count,9} {f.MeanMs,9:0.0} {f.P50Ms,9:0.0} {f.P90Ms,9:0.0} {f.P99Ms,9:0.0} {f.P999Ms,9:0.0} {f.MaxMs,9:0.0}"));
        foreach (var error in report.Errors)
            to.WriteLine(Row($"error: {error.Operation} {error.Kind}: {error.Count}"));
        foreach (var finding in report.Verdict?.Findings ?? [])
            to.WriteLine(Row($"finding: {finding.CustomerId} {finding.What}: {finding.Lost} lost, {finding.Repeated} repeated"));
        foreach (var o in report.Outcomes)
            to.WriteLine($"{(o.Met ? "met   " : "MISSED")}  {o.Objective} {o.Limit}: {o.Value}");
        to.WriteLine($"load: {(report.Passed ? "passed" : "failed")}; {Path.Combine(directory, ReportFiles.Html)}");
    }
}
