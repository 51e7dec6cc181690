namespace Aegis.LoadTest.Reports;

/// <summary>The report on disk.</summary>
public static class ReportFiles
{
    public const string Html = "report.html";
    public const string Json = "report.json";

    /// <summary>Replaces an earlier report in the directory, which is made when missing.</summary>
    public static async Task WriteAsync(LoadReport report, string directory)
    {
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, Html), HtmlReport.Render(report));
        await File.WriteAllTextAsync(Path.Combine(directory, Json), report.ToJson());
    }
}
