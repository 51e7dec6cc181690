namespace Aegis.Console.Conversations;

[Collection(ConsoleCollection.Name)]
public sealed class SeveralAgentsTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Message_WithTwoWishes_ShowsBothAgentsInNameAndFlow()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("two_wishes", "Two Wishes GmbH");
        await using var opened = await browser.OpenAsync(width: 1440);
        var page = opened.Page;
        await opened.OpenCustomerAsync("two_wishes");

        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("My calls fail with 401. Also, how many requests per minute are allowed by the rate limit?");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".reply:not(.working) .meta strong")).ToHaveTextAsync("Onboarding + Resolution");
        await Assertions.Expect(page.Locator(".flow-head .flow-name")).ToHaveTextAsync(
            ["Query", "Orchestrator", "Agent onboarding", "Orchestrator", "Agent resolution"]);
        await page.Locator(".flow-box").ScrollIntoViewIfNeededAsync();
        await opened.ShootAsync("several-agents");
        opened.Complaints.ShouldBeEmpty();
    }
}
