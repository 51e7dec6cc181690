using System.Text.RegularExpressions;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Customers;

namespace Aegis.Console.Approvals;

/// <summary>The queue: live, by expiry, worked by keyboard, several at once; and what became of those that nobody approved.</summary>
[Collection(SecondConsoleCollection.Name)]
public sealed partial class ApprovalQueueTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Request_PageOpen_ArrivesAndIsApprovedByKeyboardAlone()
    {
        await browser.Server.AddPayingAsync("arriving", "Arriving Oy");
        await using var opened = await browser.OpenAsync(width: 1440);
        var page = opened.Page;
        await opened.GoToAsync("/approvals?customer=arriving");
        await Assertions.Expect(page.GetByText("Nothing waits for approval")).ToBeVisibleAsync();
        await opened.ScreenshotAsync("approvals-empty");
        await page.EvaluateAsync("() => window.before = true");

        await browser.Server.AskDiscountAsync("arriving", 6);

        var row = page.Locator(".request", new() { HasText = "Arriving Oy" }).Locator("[data-row]");
        await Assertions.Expect(row).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main [role=status]").First).ToContainTextAsync("New request: Gives Arriving Oy a discount of 6 %");
        await Assertions.Expect(page.Locator("nav a[href='/approvals'] .count")).Not.ToHaveTextAsync("");
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(row).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".split-detail .decide")).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveURLAsync(OpenedInAddress());
        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(page.GetByLabel("Note (optional)")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".split-detail .notice.good")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Nothing waits for approval")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".split-detail")).ToHaveCountAsync(0);
        (await page.EvaluateAsync<bool>("() => window.before === true")).ShouldBeTrue("the page was not loaded again");
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_Selected_AreDecidedAtOnce_AndWhatChangedSinceIsLeftAlone()
    {
        await browser.Server.AddPayingAsync("several", "Several Ltd");
        foreach (var percent in (int[])[1, 2, 3])
            await browser.Server.AskDiscountAsync("several", percent);
        await using var opened = await browser.OpenAsync(width: 1440);
        var page = opened.Page;
        await opened.GoToAsync("/approvals?customer=several");
        await Assertions.Expect(page.Locator(".request")).ToHaveCountAsync(3);

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.GetByText("1 selected")).ToBeVisibleAsync();
        await page.GetByLabel("Select all").CheckAsync();
        await Assertions.Expect(page.GetByText("3 selected")).ToBeVisibleAsync();
        await opened.ShootAsync("approvals-selected");
        await page.SetViewportSizeAsync(1440, 860);
        await page.GetByRole(AriaRole.Button, new() { Name = "Reject selected…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Reject these 3 requests?" });
        // Behind the dialog, one of them becomes another.
        var changed = (await browser.Server.Customer("several").ListApprovalsAsync(browser.Server.Admin())).Value.Single(a => a.Arguments["percent"] == "2");
        (await browser.Server.Customer("several").EditApprovalAsync(
            browser.Server.Admin(), changed.Id, new(System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("percent", "4")))).Refusal.ShouldBeNull();
        await dialog.GetByLabel("Reason").FillAsync("All the same wish");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();

        await Assertions.Expect(dialog.GetByText("2 of 3 decided")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Several Ltd: The arguments were changed since");
        await opened.ScreenshotAsync("approvals-partly");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Assertions.Expect(page.Locator(".request")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Rejected", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(RejectedInAddress());
        await Assertions.Expect(page.Locator(".request")).ToHaveCountAsync(2);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export CSV" }).ClickAsync());
        var lines = (await File.ReadAllTextAsync((await download.PathAsync())!)).Split("\r\n");
        lines.Count(line => line.Contains("percent=") && line.Contains("All the same wish")).ShouldBe(2);
    }

    [Fact]
    public async Task Comparison_CustomerMovesOn_MarksWhatDiffers()
    {
        using var api = browser.Server.Api();
        await browser.Server.AddPayingAsync("moving", "Moving Ltd");
        var asked = await browser.Server.AskDiscountAsync("moving", 10);
        await api.ReportAsync("moving", 7, 200);
        await using var opened = await browser.OpenAsync();

        await opened.GoToAsync($"/approvals?id={asked.Id}");

        var calls = opened.Page.GetByRole(AriaRole.Row, new() { Name = "Calls" });
        await Assertions.Expect(calls.GetByRole(AriaRole.Cell)).ToHaveTextAsync(["0", "7 changed"]);
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Row, new() { Name = "Tier" }).GetByRole(AriaRole.Cell)).ToHaveTextAsync(["Pro", "Pro"]);
        await opened.ScreenshotAsync("approval-moved");
    }

    [Fact]
    public async Task Request_RestingOnWhatMoved_ShowsWhatChanged()
    {
        await browser.Server.AddPayingAsync("moved_on", "Moved On Ltd", Tier.Starter);
        var asked = await browser.Server.AskDiscountAsync("moved_on", 10);
        await using var opened = await browser.OpenAsync(width: 1440);
        await opened.GoToAsync($"/approvals?id={asked.Id}");
        await Assertions.Expect(opened.Page.Locator(".split-detail .decide")).ToBeVisibleAsync();

        (await browser.Server.Customer("moved_on").UpdateAsync(browser.Server.Admin(), new(Company: "Moved Far On Ltd"))).Refusal.ShouldBeNull();

        await Assertions.Expect(opened.Page.Locator(".split-detail .notice")).ToContainTextAsync("Company was Moved On Ltd and is Moved Far On Ltd now.");
        await Assertions.Expect(opened.Page.Locator(".split-detail .decide")).ToHaveCountAsync(0);
        await opened.ShootAsync("approval-invalidated");
        await opened.GoToAsync("/approvals?status=invalidated&customer=moved_on");
        await Assertions.Expect(opened.Page.Locator(".request .badge")).ToHaveTextAsync("No longer valid");
    }

    [Fact]
    public async Task Request_NobodyDecidedOn_StandsAmongTheExpired()
    {
        using var directory = new Aegis.Fixtures.TemporaryDirectory();
        await using (var past = await ConsoleServer.StartAsync(directory.Path, demo: false, clock: new PastClock(TimeSpan.FromHours(73))))
        {
            await past.AddPayingAsync("forgotten", "Forgotten Ltd");
            await past.AskDiscountAsync("forgotten", 10);
        }

        await using var server = await ConsoleServer.StartAsync(directory.Path, demo: false);
        await using var opened = await browser.OpenAsync(server);
        await opened.GoToAsync("/approvals?status=expired");

        await opened.Page.Locator(".request", new() { HasText = "Forgotten Ltd" }).Locator("[data-row]").ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".split-detail .notice")).ToContainTextAsync("Nobody decided in time.");
        await opened.ScreenshotAsync("approval-expired");
    }

    [Fact]
    public async Task Viewer_SeesAllAndDecidesNothing_AndTheGridRefuses()
    {
        await browser.Server.AddPayingAsync("looked_at", "Looked At Ltd");
        var asked = await browser.Server.AskDiscountAsync("looked_at", 10);
        await using var viewer = await browser.OpenAsAsync("looker", Role.Viewer);

        await viewer.GoToAsync($"/approvals?id={asked.Id}&customer=looked_at");

        foreach (var name in (string[])["Approve…", "Edit…", "Reject…"])
        {
            var button = viewer.Page.GetByRole(AriaRole.Button, new() { Name = name });
            await Assertions.Expect(button).ToBeDisabledAsync();
            await Assertions.Expect(button).ToHaveAccessibleDescriptionAsync("Your role is viewer. People with the role approver or admin decide.");
        }

        await Assertions.Expect(viewer.Page.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(0);
        await viewer.Page.GetByPlaceholder("Comment for your team").FillAsync("May I?");
        await viewer.Page.GetByPlaceholder("Comment for your team").BlurAsync();
        await viewer.ForceAsync("Comment");
        await Assertions.Expect(viewer.Page.GetByText("viewer:looker may not")).ToBeVisibleAsync();
        var looker = browser.Server.Sign("looker", Role.Viewer);
        (await browser.Server.Customer("looked_at").ApproveAsync(looker, asked.Id, new())).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await browser.Server.Customer("looked_at").RejectAsync(looker, asked.Id, new())).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Comment_Written_StandsInTheCourseAndReachesOthers()
    {
        await browser.Server.AddPayingAsync("talked_about", "Talked About Ltd");
        var asked = await browser.Server.AskDiscountAsync("talked_about", 10);
        await using var one = await browser.OpenAsync();
        await using var other = await browser.OpenAsync();
        await one.GoToAsync($"/approvals?id={asked.Id}");
        await other.GoToAsync($"/approvals?id={asked.Id}");

        await one.Page.Keyboard.PressAsync("c");
        await Assertions.Expect(one.Page.GetByPlaceholder("Comment for your team")).ToBeFocusedAsync();
        await one.Page.Keyboard.TypeAsync("Who knows <i>them</i>?");
        await one.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(one.Page.Locator(".course")).ToContainTextAsync("Who knows <i>them</i>?");
        await Assertions.Expect(other.Page.Locator(".course")).ToContainTextAsync("Who knows <i>them</i>?");
        await Assertions.Expect(one.Page.GetByPlaceholder("Comment for your team")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Card_OfTheCustomer_LeadsToTheRequest()
    {
        await browser.Server.AddPayingAsync("carded", "Carded Ltd");
        await browser.Server.AskDiscountAsync("carded", 10);
        await using var opened = await browser.OpenAsync();
        await opened.OpenCustomerAsync("carded");

        await opened.Page.GetByRole(AriaRole.Region, new() { Name = "Approvals of this customer" }).GetByRole(AriaRole.Link, new() { Name = "Apply discount" }).ClickAsync();

        await Assertions.Expect(opened.Page.Locator(".split-detail")).ToContainTextAsync("Gives Carded Ltd a discount of 10 %");

        // Opened by a row, it stands in the address without a navigation; the navigation's own link closes it all the same.
        await opened.GoToAsync("/approvals");
        await opened.Page.Locator(".request", new() { HasText = "Carded Ltd" }).Locator("[data-row]").ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".split-detail")).ToBeVisibleAsync();
        await opened.Page.Locator("header nav a[href='/approvals']").ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".split-detail")).ToHaveCountAsync(0);
    }

    [GeneratedRegex("id=apr_")]
    private static partial Regex OpenedInAddress();

    [GeneratedRegex("status=rejected&customer=several")]
    private static partial Regex RejectedInAddress();

    /// <summary>The machine's clock, so much behind.</summary>
    private sealed class PastClock(TimeSpan behind) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - behind;
    }
}
