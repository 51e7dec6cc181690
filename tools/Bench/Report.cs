using System.Globalization;
using System.Text.Json;

namespace Aegis.Bench;

/// <summary>Prints the figures as a table and writes them as JSON.</summary>
public static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Print(IReadOnlyList<Figure> figures, TextWriter to)
    {
        to.WriteLine($"{"scenario",-13} {"figure",-44} {"value",14} {"unit",-10} {"baseline",14}  {"ratio",7}  {"load",5}  against");
        foreach (var f in figures)
            to.WriteLine($"{f.Scenario,-13} {f.Name,-44} {Number(f.Value),14} {f.Unit,-10} {(f.BaselineValue is { } b ? Number(b) : ""),14}  {(f.Ratio is { } r ? $"{r:0.00}×" : ""),7}  {(f.LoadAverage is { } load ? Number(load) : ""),5}  {f.Baseline}");
    }

    public static void Write(IReadOnlyList<Figure> figures, string path) =>
        File.WriteAllText(path, JsonSerializer.Serialize(new { machine = new { cores = Environment.ProcessorCount, os = Environment.OSVersion.VersionString }, figures }, Json));

    private static string Number(double value) =>
        value.ToString(value >= 1000 ? "#,0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
