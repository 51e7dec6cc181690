using System.Text.Json;
using Aegis.Fixtures;
using Aegis.LoadTest.Commands;
using Aegis.LoadTest.Reports;
using Aegis.LoadTest.Traffic;
using AngleSharp.Html.Parser;

namespace Aegis.LoadTest.UnitTests.EndToEnd;

/// <summary>The load tester against the whole program in this process.</summary>
public sealed class RunTests : IAsyncLifetime
{
    private const string Key = "an admin key for load tests";
    private readonly TemporaryDirectory _directory = new();
    private WebApplicationUnderLoad _grid = null!;

    public async Task InitializeAsync() => _grid = await WebApplicationUnderLoad.StartAsync(Path.Combine(_directory.Path, "data"), Key);

    public async Task DisposeAsync()
    {
        await _grid.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Run_OnAHealthyGrid_LosesNothingAndWritesAReport()
    {
        var reports = Path.Combine(_directory.Path, "reports");

        var exitCode = await LoadCommand.InvokeAsync(
            ["--url", _grid.Url, "--api-key", Key, "--customers", "50", "--duration", "5s", "--rate", "60", "--seed", "3", "--report", reports]);

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(reports, ReportFiles.Json)));
        exitCode.ShouldBe(LoadCommand.Passed, report.RootElement.ToString());
        var verdict = report.RootElement.GetProperty("verdict");
        verdict.GetProperty("lost").GetInt64().ShouldBe(0);
        verdict.GetProperty("repeated").GetInt64().ShouldBe(0);
        verdict.GetProperty("customers").GetInt32().ShouldBe(50);
        verdict.GetProperty("acknowledgedEvents").GetInt64().ShouldBeGreaterThan(0);
        await ShouldOpenAsync(Path.Combine(reports, ReportFiles.Html));
    }

    [Fact]
    public async Task Run_EndedEarly_IsVerifiedAndReported()
    {
        using var stop = new CancellationTokenSource();
        var options = new LoadOptions { Url = new(_grid.Url), ApiKey = Key, Customers = 10, Rate = 100, Duration = TimeSpan.FromHours(1) };
        using var http = HttpClients.For(options);
        // The first line of progress is the sign that customers are at work.
        var progress = new FirstLine(stop.Cancel);

        var report = await new LoadRun(options, http, TimeProvider.System, progress).RunAsync(stop.Token, CancellationToken.None);

        report.EndedEarly.ShouldBeTrue();
        report.Passed.ShouldBeTrue(report.ToJson());
    }

    [Fact]
    public async Task Run_WithTheWrongKey_SaysSo()
    {
        var options = new LoadOptions { Url = new(_grid.Url), ApiKey = "not the key" };
        using var http = HttpClients.For(options);

        var refused = await Should.ThrowAsync<OptionException>(
            () => new LoadRun(options, http, TimeProvider.System, TextWriter.Null).RunAsync(CancellationToken.None, CancellationToken.None));

        refused.Message.ShouldContain("--api-key");
    }

    private static async Task ShouldOpenAsync(string path)
    {
        var html = await File.ReadAllTextAsync(path);
        var page = new HtmlParser().ParseDocument(html);
        page.QuerySelector("#verdict")!.TextContent.ShouldBe("passed");
        page.QuerySelectorAll("svg").Length.ShouldBe(4);
        page.QuerySelectorAll("svg polyline").ShouldAllBe(line => line.GetAttribute("points")!.Length > 0);
        page.QuerySelectorAll("#operations tbody tr").Length.ShouldBeGreaterThan(4);
        page.QuerySelectorAll("script, link, img").ShouldBeEmpty();
        html.ShouldNotContain("NaN");
        html.ShouldNotContain(Key);
    }
}
