using System.Text.RegularExpressions;

namespace Aegis.Console.Conversations;

[Collection(ConsoleCollection.Name)]
public sealed partial class DiagnosisTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task AtRiskCustomer_CallsFailWith401_IsDiagnosedByFourToolsWithStatusAndTime()
    {
        await using var opened = await browser.OpenAsync(width: 1440);
        var page = opened.Page;
        await opened.OpenCustomerAsync("demo_at_risk_customer");

        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("My API calls keep failing with 401 errors");
        await page.Keyboard.PressAsync("Enter");

        var turn = page.Locator(".turn", new() { HasText = "My API calls keep failing with 401 errors" });
        await Assertions.Expect(turn.Locator(".reply .markdown")).ToContainTextAsync("Diagnostic Results");
        var tools = turn.Locator(".flow-tool");
        await Assertions.Expect(tools.Filter(new() { HasTextRegex = TheFour() }).Locator(".flow-name")).ToHaveTextAsync(
            ["diagnose_401_error", "verify_api_key", "test_api_authentication", "apply_fix_for_401"]);
        var probe = tools.Filter(new() { HasText = "test_api_authentication" });
        await Assertions.Expect(probe.Locator(".flow-result")).ToBeVisibleAsync();
        await Assertions.Expect(probe.Locator(".flow-result")).ToHaveTextAsync(StatusAndTime());
        await Assertions.Expect(probe.Locator(".flow-time")).ToContainTextAsync("ms");
        await opened.ShootAsync("diagnosis-401");
        await page.SetViewportSizeAsync(1440, 860);
        await page.Locator(".thread").EvaluateAsync("t => t.scrollTop = 0");
        await opened.ScreenshotAsync("diagnosis-401-top");
        opened.Complaints.ShouldBeEmpty();
    }

    [GeneratedRegex("diagnose_401_error|verify_api_key|test_api_authentication|apply_fix_for_401")]
    private static partial Regex TheFour();

    [GeneratedRegex("(200|401).* ms", RegexOptions.Singleline)]
    private static partial Regex StatusAndTime();
}
