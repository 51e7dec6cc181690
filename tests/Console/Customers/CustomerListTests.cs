using System.Text.RegularExpressions;

namespace Aegis.Console.Customers;

[Collection(ConsoleCollection.Name)]
public sealed partial class CustomerListTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task List_MoreThanAPage_PagesForthAndBack()
    {
        await browser.Server.AddCustomersAsync("paging", 60);
        await using var opened = await browser.OpenAsync();
        var rows = opened.Page.Locator("tbody tr");
        await opened.GoToAsync("/customers?q=paging");
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        var first = await rows.First.InnerTextAsync();

        await opened.Page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(10);
        await Assertions.Expect(opened.Page).ToHaveURLAsync(CursorInAddress());
        await opened.Page.GetByRole(AriaRole.Link, new() { Name = "Previous" }).ClickAsync();

        await Assertions.Expect(rows).ToHaveCountAsync(50);
        (await rows.First.InnerTextAsync()).ShouldBe(first);
    }

    [Fact]
    public async Task Search_Typed_NarrowsTheListAndStandsInTheAddress()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/customers");
        await Assertions.Expect(opened.Page.Locator("tbody tr")).Not.ToHaveCountAsync(0);
        await opened.ScreenshotAsync("customers-light");

        await opened.Page.GetByLabel("Search customers").FillAsync("BigCorp");

        await Assertions.Expect(opened.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(opened.Page.Locator("tbody")).ToContainTextAsync("BigCorp Ltd");
        await Assertions.Expect(opened.Page).ToHaveURLAsync(QueryInAddress());
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_TypedInPieces_IsOneStepBack_AndGivesWayToARowOpenedMeanwhile()
    {
        await using var opened = await browser.OpenAsync();
        var page = opened.Page;
        await opened.GoToAsync("/customers?tier=pro");
        var box = page.GetByLabel("Search customers");
        foreach (var piece in (string[])["Big", "Corp"])
        {
            await box.PressSequentiallyAsync(piece);
            await Assertions.Expect(page).ToHaveURLAsync(new Regex($"[?&]q=[A-Za-z]*{piece}(&|$)"));
        }

        await page.GoBackAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/customers\\?tier=pro$"));
        await Assertions.Expect(box).ToHaveValueAsync("");
        await page.GoForwardAsync();
        await Assertions.Expect(box).ToHaveValueAsync("BigCorp");

        await page.Locator("tbody a[data-row]").ClickAsync();
        await Assertions.Expect(page.Locator("textarea[data-ready]")).ToBeVisibleAsync();
        // What was typed just before comes due after the row was opened.
        await page.EvaluateAsync("async () => (await import(document.querySelector('script[src*=\"console.js\"]').src)).search('/customers?q=late', false)");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/customers/demo_active_customer$"));
    }

    [Fact]
    public async Task Filter_FromAddress_IsAppliedAndShown()
    {
        await using var opened = await browser.OpenAsync(scheme: ColorScheme.Dark);

        await opened.GoToAsync("/customers?tier=pro&stage=production_ready");

        await Assertions.Expect(opened.Page.Locator("tbody")).ToContainTextAsync("BigCorp Ltd");
        await Assertions.Expect(opened.Page.Locator("tbody")).Not.ToContainTextAsync("Startup Inc");
        await Assertions.Expect(opened.Page.GetByLabel("Tier")).ToHaveValueAsync("pro");
        await opened.GoToAsync("/customers");
        await Assertions.Expect(opened.Page.Locator("tbody")).ToContainTextAsync("Startup Inc");
        await opened.ScreenshotAsync("customers-dark");
    }

    [Fact]
    public async Task Search_NothingFound_SaysSo()
    {
        await using var opened = await browser.OpenAsync();

        await opened.GoToAsync("/customers?q=zzzznobody");

        await Assertions.Expect(opened.Page.GetByText("No customer matches")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task NewCustomer_ScriptAsName_IsShownAsText()
    {
        const string Name = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>";
        await using var opened = await browser.OpenAsync(width: 400);
        await opened.GoToAsync("/customers");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "New customer" }).ClickAsync();
        var dialog = opened.Page.GetByRole(AriaRole.Dialog);

        await dialog.GetByLabel("Company").FillAsync(Name);
        await dialog.GetByLabel("E-mail").FillAsync("script@example.com");
        await dialog.GetByLabel("Tech stack").FillAsync("Python, Django");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create customer" }).ClickAsync();

        await Assertions.Expect(opened.Page.Locator("h1")).ToHaveTextAsync(Name);
        await Assertions.Expect(opened.Page.GetByText("Python, Django")).ToBeVisibleAsync();
        await opened.GoToAsync("/customers?q=script%40example.com");
        await Assertions.Expect(opened.Page.Locator("tbody")).ToContainTextAsync(Name);
        (await opened.Page.EvaluateAsync<bool>("() => 'pwned' in window")).ShouldBeFalse();
        await opened.ScreenshotAsync("customers-400");
    }

    [GeneratedRegex("cursor=")]
    private static partial Regex CursorInAddress();

    [GeneratedRegex("q=BigCorp")]
    private static partial Regex QueryInAddress();
}
