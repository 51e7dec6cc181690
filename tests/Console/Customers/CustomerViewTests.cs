using System.Net;
using System.Text.RegularExpressions;

namespace Aegis.Console.Customers;

[Collection(ConsoleCollection.Name)]
public sealed partial class CustomerViewTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Sort_ByCalls_StandsInTheAddressAndOrdersTheRows()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/customers?q=demo");

        await opened.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Calls" }).GetByRole(AriaRole.Link).ClickAsync();

        await Assertions.Expect(opened.Page).ToHaveURLAsync(SortInAddress());
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Calls" })).ToHaveAttributeAsync("aria-sort", "descending");
        await Assertions.Expect(opened.Page.Locator("tbody tr").First).ToContainTextAsync("BigCorp Ltd");
        await Assertions.Expect(opened.Page.Locator("tbody tr").Nth(1)).ToContainTextAsync("AtRisk Co");
    }

    [Fact]
    public async Task Default_WorstHealthFirst_ShowsReasonsAndASparkline()
    {
        await using var opened = await browser.OpenAsync();

        await opened.GoToAsync("/customers?q=demo");

        var row = opened.Page.Locator("tbody tr").First;
        await Assertions.Expect(row).ToContainTextAsync("AtRisk Co");
        await Assertions.Expect(row.Locator(".why")).ToContainTextAsync("Error rate");
        await Assertions.Expect(row.Locator(".spark polyline")).ToHaveCountAsync(1);
        await opened.ScreenshotAsync("customers-sparklines");
    }

    [Fact]
    public async Task View_Saved_IsThereForTheNextPersonAndCanBeRemoved()
    {
        const string Name = "Trials <b>stuck</b>";
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/customers?tier=trial&sort=newest");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await opened.Page.GetByLabel("Name").FillAsync(Name);
        await opened.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Link, new() { Name = Name })).ToHaveAttributeAsync("aria-current", "page");
        // The button that opened the dialog is gone: the keyboard goes on at the head of the page, not nowhere.
        await Assertions.Expect(opened.Page.Locator("h1")).ToBeFocusedAsync();

        await using var other = await browser.OpenAsync();
        await other.GoToAsync("/customers");
        await other.Page.GetByRole(AriaRole.Link, new() { Name = Name }).ClickAsync();
        await Assertions.Expect(other.Page.GetByLabel("Tier")).ToHaveValueAsync("trial");
        await Assertions.Expect(other.Page.GetByLabel("Order")).ToHaveValueAsync("newest");
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Remove view" }).ClickAsync();
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Link, new() { Name = Name })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Csv_OfAFilteredList_HoldsItsRowsAndNoFormula()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("csv_formula", "=HYPERLINK(\"http://evil.example\",\"x\")");
        await api.AddCustomerAsync("csv_other", "Csv, \"Quoted\" & Sons");
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/customers?q=csv");

        var download = await opened.Page.RunAndWaitForDownloadAsync(() => opened.Page.GetByRole(AriaRole.Link, new() { Name = "Export CSV" }).ClickAsync());
        var lines = (await File.ReadAllTextAsync((await download.PathAsync())!)).Split("\r\n");

        download.SuggestedFilename.ShouldBe("customers.csv");
        lines[0].TrimStart('\uFEFF').ShouldStartWith("id,company,email");
        lines.ShouldContain(l => l.StartsWith("csv_formula,\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\",", StringComparison.Ordinal));
        lines.ShouldContain(l => l.StartsWith("csv_other,\"Csv, \"\"Quoted\"\" & Sons\",", StringComparison.Ordinal));
        lines.Length.ShouldBe(4);
    }

    [Fact]
    public async Task Csv_OfALedger_HoldsItsEntriesThroughTheFilters()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("kept", "Kept Ltd");
        await api.PostAsync("/api/customers/kept/keys", new { environment = "test" });
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/customers/kept?tab=ledger&kind=keys");

        var download = await opened.Page.RunAndWaitForDownloadAsync(() => opened.Page.GetByRole(AriaRole.Link, new() { Name = "Export CSV" }).ClickAsync());
        var lines = (await File.ReadAllTextAsync((await download.PathAsync())!)).Split("\r\n");

        download.SuggestedFilename.ShouldBe("ledger-kept.csv");
        lines[0].TrimStart('\uFEFF').ShouldBe("seq,at,kind,actor,action_id,data,hash");
        lines[1..^1].ShouldAllBe(line => line.Contains(",key_", StringComparison.Ordinal));
        lines[^2].ShouldContain(",key_issued,");
    }

    [Fact]
    public async Task Csv_NotSignedIn_IsRefused()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = browser.Server.Address };

        using var answer = await client.GetAsync("/export/customers.csv");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldContain("/sign-in");
    }

    [GeneratedRegex("sort=calls")]
    private static partial Regex SortInAddress();
}
