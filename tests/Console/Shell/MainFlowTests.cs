namespace Aegis.Console.Shell;

/// <summary>A support person's day without a mouse: from signing in to what needs a person, and back.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class MainFlowTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Day_KeysAlone_FromSigningInToAnApproval()
    {
        using var api = browser.Server.Api();
        await browser.Server.AddPayingAsync("no_mouse", "Without Mouse plc");
        await browser.Server.AskDiscountAsync("no_mouse", 7);
        await api.PostAsync("/api/customers/no_mouse/messages", new { text = "I demand a refund for my last invoice" });
        await api.ReportAsync("no_mouse", 20, 401, "INVALID_KEY");
        await using var opened = await browser.OpenAsync(signedIn: false, width: 1440);
        var (page, keyboard) = (opened.Page, opened.Page.Keyboard);

        await page.GotoAsync("/sign-in");
        await Assertions.Expect(page.GetByLabel("User name", new() { Exact = true })).ToBeFocusedAsync();
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync(ConsoleServer.AdminKey);
        await keyboard.PressAsync("Enter");
        await opened.LiveAsync();

        await keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await keyboard.TypeAsync("without mouse");
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "Without Mouse plc" })).ToHaveAttributeAsync("aria-selected", "true");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Without Mouse plc");
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".said").First).ToContainTextAsync("I demand a refund");

        await keyboard.PressAsync("w");
        await Assertions.Expect(page.Locator(".wheel")).ToContainTextAsync("is at the wheel since");
        await keyboard.PressAsync("m");
        await Assertions.Expect(page.Locator("textarea[data-ready]")).ToBeFocusedAsync();
        await keyboard.TypeAsync("We look into it, with both hands.");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".reply.person")).ToContainTextAsync("with both hands");
        await keyboard.PressAsync("Escape");
        await keyboard.PressAsync("w");
        await Assertions.Expect(page.Locator(".wheel")).ToContainTextAsync("Aegis is at the wheel");

        await GoAsync(opened, "i", "Interventions");
        var card = page.GetByRole(AriaRole.Region, new() { Name = "Open" }).Locator(".cardlet", new() { HasText = "Without Mouse plc" });
        await Assertions.Expect(card).ToBeVisibleAsync();
        await StepToAsync(card);
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".drawer")).ToContainTextAsync("INVALID_KEY");
        await keyboard.PressAsync("r");
        await keyboard.TypeAsync("told them the new key");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Resolved" }).Locator(".cardlet", new() { HasText = "Without Mouse plc" })).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".drawer")).ToHaveCountAsync(0);

        await GoAsync(opened, "p", "Approvals");
        var request = page.Locator(".request", new() { HasText = "Without Mouse plc" }).Locator("[data-row]");
        await Assertions.Expect(request).ToBeVisibleAsync();
        await StepToAsync(request);
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".split-detail")).ToContainTextAsync("a discount of 7 %");
        await keyboard.PressAsync("a");
        await Assertions.Expect(page.GetByLabel("Note (optional)")).ToBeFocusedAsync();
        await keyboard.TypeAsync("a good customer");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".split-detail .notice.good")).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".split-detail")).ToHaveCountAsync(0);

        await GoAsync(opened, "h", "Home");
        opened.Complaints.ShouldBeEmpty();
    }

    /// <summary>Goes from row to row until one has the focus.</summary>
    private static async Task StepToAsync(ILocator row)
    {
        for (var steps = 0; steps < 60 && !await row.EvaluateAsync<bool>("r => r === document.activeElement"); steps++)
            await row.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(row).ToBeFocusedAsync();
    }

    private static async Task GoAsync(ConsolePage opened, string key, string title)
    {
        await opened.Page.Keyboard.PressAsync("g");
        await opened.Page.Keyboard.PressAsync(key);
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true })).ToBeFocusedAsync();
    }
}
