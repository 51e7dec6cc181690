namespace Aegis.Console.Conversations;

/// <summary>Text from customers, tickets and documents is data: it is shown, and does nothing.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class HostileTextTests(ConsoleBrowser browser)
{
    private static readonly string[] Said =
    [
        "open a ticket: <img src=x onerror=\"window.pwned=1\"> ![x](https://evil.example/p.png) [go](javascript:window.pwned=1) {{key:stolen}}",
        "</textarea></div><script>window.pwned=1</script><svg onload=window.pwned=1> help me",
        "<style>body{display:none}</style><iframe srcdoc=\"<script>parent.pwned=1</script>\"></iframe> \u202Etxet esrever\u202C what is my status?",
    ];

    [Fact]
    public async Task Message_WithScripts_IsShownAsTextAndRunsNothing()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("hostile", "<svg/onload=window.pwned=1> \"'&amp; Ltd");
        await using var opened = await browser.OpenAsync();
        var page = opened.Page;
        await opened.OpenCustomerAsync("hostile");

        for (var i = 0; i < Said.Length; i++)
        {
            await page.GetByLabel("Message", new() { Exact = true }).FillAsync(Said[i]);
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator(".said .plain").Nth(i)).ToHaveTextAsync(Said[i]);
            await Assertions.Expect(page.Locator(".working")).ToHaveCountAsync(0);
        }

        await page.Locator(".flow-box > summary").First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("<svg/onload=window.pwned=1> \"'&amp; Ltd");
        await opened.ScreenshotAsync("hostile-text");
        await opened.GoToAsync("/customers/hostile?tab=ledger");
        await Assertions.Expect(page.Locator(".entry").First).ToBeVisibleAsync();
        await opened.GoToAsync("/interventions?customer=hostile&status=all&id=%3Cscript%3E");
        (await page.EvaluateAsync<bool>("() => 'pwned' in window")).ShouldBeFalse();
        (await page.Locator("main img, main iframe, main script, main style").CountAsync()).ShouldBe(0);
        opened.Complaints.ShouldBeEmpty();
    }
}
