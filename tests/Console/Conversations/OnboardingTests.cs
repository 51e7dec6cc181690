using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Aegis.Console.Conversations;

[Collection(ConsoleCollection.Name)]
public sealed partial class OnboardingTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task NewCustomer_AsksToStart_IsOnboardedBeforeOnesEyes()
    {
        await using var opened = await browser.OpenAsync();
        var page = opened.Page;
        await opened.OpenCustomerAsync("demo_new_customer");

        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("I'm a new customer, help me get started with Chargebee");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".flow-name").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".reply .markdown")).ToContainTextAsync("Actions Taken");
        await Assertions.Expect(page.Locator(".flow-tool .flow-name")).ToHaveTextAsync(
            ["get_customer_profile", "create_trial_subscription", "generate_api_keys", "provision_test_environment", "send_onboarding_email"]);
        await Assertions.Expect(page.Locator(".flow-head .flow-name")).ToHaveTextAsync(["Query", "Orchestrator", "Agent onboarding"]);
        await Assertions.Expect(page.Locator(".context")).ToContainTextAsync("API keys generated");
        await Assertions.Expect(page.Locator(".context")).ToContainTextAsync("Trial");
        await opened.ScreenshotAsync("reply-end-light");
        await page.Locator(".thread").EvaluateAsync("t => t.scrollTop = 0");
        await opened.ScreenshotAsync("reply-light");

        var secret = await RevealAsync(page);
        (await CallSandboxAsync(secret)).ShouldBe(HttpStatusCode.OK);
        await Assertions.Expect(page.Locator(".context")).ToContainTextAsync("First API call");

        await page.GetByRole(AriaRole.Link, new() { Name = "Ledger", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".entry").First).ToBeVisibleAsync();
        (await page.Locator(".entry").CountAsync()).ShouldBeGreaterThan(8);
        (await page.Locator("main").InnerTextAsync()).ShouldNotContain(secret);
        await page.Locator(".entry summary").Nth(1).ClickAsync();
        await Assertions.Expect(page.Locator(".entry[open] pre")).ToContainTextAsync("{");
        await opened.ScreenshotAsync("ledger-light");

        await page.GetByRole(AriaRole.Link, new() { Name = "Actions", Exact = true }).Last.ClickAsync();
        await Assertions.Expect(page.Locator(".actions li")).ToHaveCountAsync(4);
        await opened.ScreenshotAsync("actions-light");
        await OpenFromFlowAsync(opened);
        await ShootAsync();
        opened.Complaints.ShouldBeEmpty();
    }

    // The secret appears on request only, once for every place that shows the key.
    private static async Task<string> RevealAsync(IPage page)
    {
        await Assertions.Expect(page.Locator(".code").First).ToBeVisibleAsync();
        var text = await page.Locator(".reply .markdown").InnerTextAsync();
        FullKey().IsMatch(text).ShouldBeFalse();

        await page.GetByRole(AriaRole.Button, new() { Name = "Reveal" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".secret-text").First).ToHaveTextAsync(FullKey());
        return await page.Locator(".secret-text").First.InnerTextAsync();
    }

    private async Task<HttpStatusCode> CallSandboxAsync(string key)
    {
        using var client = new HttpClient { BaseAddress = browser.Server.Address };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(key + ":")));
        using var answer = await client.GetAsync("/sandbox/v2/customers");
        return answer.StatusCode;
    }

    // From a tool in the flow to its entry in the ledger.
    private static async Task OpenFromFlowAsync(ConsolePage opened)
    {
        await opened.OpenCustomerAsync("demo_new_customer");
        await opened.Page.Locator(".flow-tool summary").Nth(1).ClickAsync();
        await opened.Page.Locator(".flow-tool[open]").GetByRole(AriaRole.Link, new() { Name = "In the ledger" }).ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".entry.sought").First).ToBeVisibleAsync();
    }

    private async Task ShootAsync()
    {
        foreach (var (scheme, width, name) in new[] { (ColorScheme.Dark, 1280, "dark"), (ColorScheme.Light, 400, "400"), (ColorScheme.Dark, 400, "400-dark") })
        {
            await using var opened = await browser.OpenAsync(scheme: scheme, width: width);
            await opened.OpenCustomerAsync("demo_new_customer");
            await Assertions.Expect(opened.Page.Locator(".flow-tool")).ToHaveCountAsync(5);
            await opened.ScreenshotAsync($"reply-end-{name}");
            await opened.GoToAsync("/customers/demo_at_risk_customer?tab=ledger");
            await Assertions.Expect(opened.Page.Locator(".bars")).ToBeVisibleAsync();
            await opened.ScreenshotAsync($"at-risk-{name}");
        }
    }

    [GeneratedRegex("sk_test_[A-Za-z0-9]{38}")]
    private static partial Regex FullKey();
}
