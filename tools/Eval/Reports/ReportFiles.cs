namespace Aegis.Eval.Reports;

/// <summary>The report on disk.</summary>
public static class ReportFiles
{
    public const string Text = "report.md";
    public const string Json = "report.json";

    /// <summary>Replaces an earlier report in the directory, which is made when missing.</summary>
    public static async Task WriteAsync(EvalReport report, string directory)
    {
        System.IO.Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, Text), Summary.Render(report));
        await File.WriteAllTextAsync(Path.Combine(directory, Json), report.ToJson());
    }
}
