using Aegis.Actors;
using Aegis.Approvals;

namespace Aegis.Console.Approvals;

/// <summary>From the wish in the conversation to the customer who is told what became of it.</summary>
[Collection(SecondConsoleCollection.Name)]
public sealed class ApprovalRoundTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Discount_AskedInChat_IsApprovedByAnother_DoneAndTold()
    {
        await browser.Server.AddPayingAsync("round", "Round Ltd");
        await using var agent = await browser.OpenAsAsync("rounder", Role.Agent);
        await agent.OpenCustomerAsync("round");
        await agent.Page.GetByLabel("Message", new() { Exact = true }).FillAsync("Can we get a discount of 10%?");
        await agent.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(agent.Page.Locator(".reply .markdown").First).ToContainTextAsync("A person must approve it");

        await using var admin = await browser.OpenAsync(width: 1440);
        var page = admin.Page;
        await admin.GoToAsync("/approvals");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gives Round Ltd a discount of 10 %" }).ClickAsync();
        var request = page.GetByRole(AriaRole.Complementary, new() { Name = "Request" });
        await Assertions.Expect(request).ToContainTextAsync("10 % off");
        await Assertions.Expect(request).ToContainTextAsync("Growth agent, for rounder (agent)");
        await Assertions.Expect(request.Locator(".then-now")).ToContainTextAsync("Production ready");
        await admin.ShootAsync("approval-open");
        await page.SetViewportSizeAsync(1440, 860);
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Approve this?" });
        await dialog.GetByLabel("Note (optional)").FillAsync("They stay for a year.");
        await admin.ScreenshotAsync("approval-confirm");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await Assertions.Expect(request.Locator(".notice.good")).ToContainTextAsync("10 % off subscription");
        await Assertions.Expect(request.Locator(".course")).ToContainTextAsync("They stay for a year.");
        await Assertions.Expect(page.Locator(".request", new() { HasText = "Round Ltd" })).ToHaveCountAsync(0);
        await admin.ShootAsync("approval-done");
        await Assertions.Expect(agent.Page.Locator(".reply.own")).ToContainTextAsync("Your discount is approved and applied.");
        await Assertions.Expect(agent.Page.Locator(".thread")).Not.ToContainTextAsync("They stay for a year.");
        admin.Complaints.ShouldBeEmpty();
        agent.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Request_Rejected_TakesAReasonAndTellsTheCustomerThatNothingIsDone()
    {
        await using var opened = await OpenAskedAsync("turned_down", 8);
        var page = opened.Page;

        await page.Keyboard.PressAsync("r");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Reject this?" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Reason")).ToBeFocusedAsync();
        await dialog.GetByLabel("Reason").FillAsync("Not this <b>quarter</b>.");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".split-detail .notice")).ToContainTextAsync("Rejected by admin (admin). Not this <b>quarter</b>.");
        await opened.OpenCustomerAsync("turned_down");
        await Assertions.Expect(page.Locator(".reply.own")).ToContainTextAsync("Nothing was changed and nothing is charged");
    }

    [Fact]
    public async Task Request_Edited_IsApprovedWithTheNewArguments()
    {
        await using var opened = await OpenAskedAsync("edited_one", 9);
        var page = opened.Page;

        await page.Keyboard.PressAsync("e");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Edit the request" });
        await Assertions.Expect(dialog).ToContainTextAsync("Company, from the customer's record: edited_one Inc");
        await opened.ScreenshotAsync("approval-edit");
        await dialog.GetByLabel("Percent").FillAsync("5");
        await dialog.GetByLabel("Why (optional)").FillAsync("Half of it");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save and approve" }).ClickAsync();

        await Assertions.Expect(page.Locator(".split-detail .notice.good")).ToContainTextAsync("5 % off");
        await Assertions.Expect(page.Locator(".course")).ToContainTextAsync("changed percent from “9” to “5”");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Request_EditedToMore_IsForSomebodyElseToApprove()
    {
        await using var opened = await OpenAskedAsync("raised_one", 4);
        var page = opened.Page;
        await page.Keyboard.PressAsync("e");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Edit the request" });

        await dialog.GetByLabel("Percent").FillAsync("9");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save and approve" }).ClickAsync();

        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("It is changed, and not approved. admin:admin asked for this");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.Locator(".request-details")).ToContainTextAsync("a discount of 9 %");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Approve…" })).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Request_OfOneself_IsRefusedAndTheButtonSaysWhy()
    {
        await using var approver = await browser.OpenAsAsync("selfish", Role.Approver);
        await browser.Server.AddPayingAsync("own_wish", "Own Wish AG");
        var asked = await browser.Server.AskDiscountAsync("own_wish", 7, browser.Server.Sign("selfish", Role.Approver));

        await approver.GoToAsync($"/approvals?id={asked.Id}");

        var approve = approver.Page.GetByRole(AriaRole.Button, new() { Name = "Approve…" });
        await Assertions.Expect(approve).ToBeDisabledAsync();
        await Assertions.Expect(approve).ToHaveAccessibleDescriptionAsync("You asked for this, so somebody else must approve it.");
        await Assertions.Expect(approver.Page.GetByRole(AriaRole.Button, new() { Name = "Reject…" })).ToBeEnabledAsync();
        await approver.ScreenshotAsync("approval-own");
        // Past the button, in a selection, the grid refuses.
        await approver.Page.GetByLabel("Select the request of Own Wish AG").CheckAsync();
        await approver.Page.GetByRole(AriaRole.Button, new() { Name = "Approve selected…" }).ClickAsync();
        await approver.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(approver.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert)).ToContainTextAsync("somebody else must approve it");
    }

    [Fact]
    public async Task Discount_AboveTenPercent_TakesTwoPeople()
    {
        await browser.Server.AddPayingAsync("large_wish", "Large Wish SA");
        var asked = await browser.Server.AskDiscountAsync("large_wish", 20);
        await using var first = await browser.OpenAsync(width: 1440);
        await first.GoToAsync($"/approvals?id={asked.Id}");
        await Assertions.Expect(first.Page.Locator(".four-eyes")).ToContainTextAsync("0 of 2 agreed. 2 more people must agree.");

        await ApproveAsync(first);

        await Assertions.Expect(first.Page.Locator(".four-eyes")).ToContainTextAsync("1 of 2 agreed. One more person must agree.");
        await Assertions.Expect(first.Page.GetByRole(AriaRole.Button, new() { Name = "Approve…" })).ToBeDisabledAsync();
        await first.ShootAsync("approval-four-eyes");
        await using var second = await browser.OpenAsAsync("second", Role.Approver);
        await second.GoToAsync($"/approvals?id={asked.Id}");
        await ApproveAsync(second);

        await Assertions.Expect(second.Page.Locator(".split-detail .notice.good")).ToContainTextAsync("20 % off");
        await Assertions.Expect(first.Page.Locator(".split-detail .notice.good")).ToContainTextAsync("20 % off");
        await Assertions.Expect(first.Page.Locator(".course")).ToContainTextAsync("second (approver)");
    }

    private static async Task ApproveAsync(ConsolePage opened)
    {
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Approve…" }).ClickAsync();
        await opened.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    /// <summary>The page of approvals with a request of a new customer opened.</summary>
    private async Task<ConsolePage> OpenAskedAsync(string customer, int percent)
    {
        await browser.Server.AddPayingAsync(customer, $"{customer} Inc");
        var asked = await browser.Server.AskDiscountAsync(customer, percent);
        var opened = await browser.OpenAsync();
        await opened.GoToAsync($"/approvals?id={asked.Id}");
        await Assertions.Expect(opened.Page.Locator(".split-detail .decide")).ToBeVisibleAsync();
        return opened;
    }
}
