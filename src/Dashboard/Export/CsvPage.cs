namespace Aegis.Dashboard.Export;

/// <summary>A page of a list as CSV.</summary>
/// <param name="Next">Where the next page begins; null after the last.</param>
internal sealed record CsvPage(IEnumerable<string> Rows, string? Next);
