using System.Text.Json;
using System.Text.RegularExpressions;
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
    public async Task Command_OnAHealthyGrid_LosesNothingAndWritesAReport()
    {
        var reports = Path.Combine(_directory.Path, "reports");

        var exitCode = await LoadCommand.InvokeAsync(
            ["--url", _grid.Url, "--api-key", Key, "--customers", "50", "--duration", "3s", "--rate", "60", "--timeout", "2m", "--retry-budget", "2m", "--report", reports]);

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(reports, ReportFiles.Json)));
        exitCode.ShouldBe(LoadCommand.Passed, report.RootElement.ToString());
        var verdict = report.RootElement.GetProperty("verdict");
        verdict.GetProperty("lost").GetInt64().ShouldBe(0);
        verdict.GetProperty("repeated").GetInt64().ShouldBe(0);
        verdict.GetProperty("customers").GetInt32().ShouldBeGreaterThan(0);
        await ShouldOpenAsync(Path.Combine(reports, ReportFiles.Html));
    }

    [Fact]
    public async Task Run_EndedEarlyWhileEventsArrive_IsVerifiedAndReported()
    {
        using var stop = new CancellationTokenSource();
        var patience = TimeSpan.FromMinutes(2);
        var options = new LoadOptions { Url = new(_grid.Url), ApiKey = Key, Customers = 50, Rate = 100, Duration = patience, Timeout = patience, RetryBudget = patience };
        using var http = HttpClients.For(options);
        var progress = new LineWatch(line => Regex.IsMatch(line, "[1-9][0-9]* events/s"), stop.Cancel);

        var report = await new LoadRun(options, http, TimeProvider.System, progress).RunAsync(stop.Token, CancellationToken.None);

        report.EndedEarly.ShouldBeTrue();
        report.Passed.ShouldBeTrue(report.ToJson());
        report.Verdict!.AcknowledgedEvents.ShouldBe(report.Totals.Events);
        report.Totals.Events.ShouldBeGreaterThan(0);
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
        page.QuerySelectorAll("svg").Length.ShouldBe(5);
        page.QuerySelectorAll("svg polyline").ShouldAllBe(line => line.GetAttribute("points")!.Length > 0);
        page.QuerySelectorAll("#operations tbody tr").Length.ShouldBeGreaterThan(1);
        page.QuerySelectorAll("script, link, img").ShouldBeEmpty();
        html.ShouldNotContain("NaN");
        html.ShouldNotContain(Key);
    }
}
