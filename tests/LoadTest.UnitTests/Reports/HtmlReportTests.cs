using Aegis.LoadTest.Measuring;
using Aegis.LoadTest.Reports;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Aegis.LoadTest.UnitTests.Reports;

public sealed class HtmlReportTests
{
    private static readonly LoadReport Given = new(
        "run", "http://grid/", 1, 10, 1, DateTimeOffset.UnixEpoch, 2000, EndedEarly: true, new(10, 20, 30, 0, 0),
        OperationFigures.Of("all", new()), [], [], [], Verdict: null, [], []);

    [Fact]
    public void Report_OfARunWithoutAnything_Opens()
    {
        var page = Open(Given);

        page.QuerySelectorAll("svg").Length.ShouldBe(5);
        page.Body!.InnerHtml.ShouldNotContain("NaN");
        page.Body!.TextContent.ShouldContain("before it was verified");
    }

    [Fact]
    public void Report_WithMarkupInItsData_ShowsItAsText()
    {
        var page = Open(Given with { Url = "http://<script>alert(1)</script>/", Errors = [new("chat", "<b>", 1)] });

        page.QuerySelectorAll("script, b").ShouldBeEmpty();
        page.QuerySelector("#errors td:nth-child(2)")!.TextContent.ShouldBe("<b>");
    }

    [Fact]
    public void Latency_InASecondWithoutOperations_IsAGapInTheLine()
    {
        Sample[] samples = [At(1, 5), At(2, 6), At(3, null), At(4, 5)];

        var page = Open(Given with { Timeline = [.. samples] });

        page.QuerySelectorAll("svg[aria-label^=Latency] polyline.s0").Length.ShouldBe(2);
    }

    [Fact]
    public void Chart_OfALongRun_KeepsItsPeaksInFewPoints()
    {
        var samples = Enumerable.Range(1, 5000).Select(at => At(at, at == 2500 ? 900 : 1));

        var line = Open(Given with { Timeline = [.. samples] }).QuerySelector("svg[aria-label^=Latency] polyline.s0")!.GetAttribute("points")!.Split(' ');

        line.Length.ShouldBeLessThan(700);
        line.Select(p => double.Parse(p.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture)).Min().ShouldBeLessThan(60);
    }

    private static Sample At(double at, double? ms) => new(at, 10, 1, 1, 0, 0, ms, ms);

    private static IHtmlDocument Open(LoadReport report) => new HtmlParser().ParseDocument(HtmlReport.Render(report));
}
