namespace Aegis.Console.Conversations;

/// <summary>Invariant 7 on the page: text from customers, tickets and documents is data. It is shown, and does nothing.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class HostileTextTests(ConsoleBrowser browser)
{
    private const string Company = "<svg/onload=window.pwned=1> \"'&amp; Ltd";

    private static readonly string[] Said =
    [
        "Please open a ticket: the export stays empty. <img src=x onerror=\"window.pwned=1\"> ![x](https://pictures.example/p.png) [go](javascript:window.pwned=1)",
        "</textarea></div><script>window.pwned=1</script><svg onload=window.pwned=1> help me",
        "<style>body{display:none}</style><iframe srcdoc=\"<script>parent.pwned=1</script>\"></iframe> \u202Etxet esrever\u202C what is my status?",
    ];

    [Fact]
    public async Task MessageAndTicket_WithScripts_AreShownAsTextAndRunNothing()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("hostile", Company);
        await using var opened = await browser.OpenAsync();
        var page = opened.Page;
        await opened.OpenCustomerAsync("hostile");

        for (var i = 0; i < Said.Length; i++)
        {
            await SayAsync(page, Said[i]);
            await Assertions.Expect(page.Locator(".said .plain").Nth(i)).ToHaveTextAsync(Said[i]);
        }

        await Assertions.Expect(page.Locator(".reply .markdown").First).ToContainTextAsync("KAN-");
        var ticket = page.GetByRole(AriaRole.Region, new() { Name = "Tickets of this customer" }).GetByRole(AriaRole.Link).First;
        var key = await ticket.EvaluateAsync<string>("link => link.firstChild.data");
        await SayAsync(page, $"What does ticket {key} say?");
        await Assertions.Expect(page.Locator(".reply .markdown").Last).ToContainTextAsync("onerror");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(Company);
        await opened.ScreenshotAsync("hostile-text");
        await opened.GoToAsync("/customers/hostile?tab=ledger");
        await Assertions.Expect(page.Locator(".entry").First).ToBeVisibleAsync();
        await opened.GoToAsync("/interventions?customer=hostile&status=all&id=%3Cscript%3E");
        await ShouldBeHarmlessAsync(opened);
    }

    [Fact]
    public async Task Document_WithScripts_IsQuotedAsTextAndRunsNothing()
    {
        using var documents = new TemporaryDirectory();
        await File.WriteAllTextAsync(Path.Combine(documents.Path, "quokka.md"),
            "# Quokka feeding <script>window.pwned=1</script>\n\nQuokkas eat grass. <img src=x onerror=window.pwned=1> "
            + "[go](javascript:window.pwned=1) </blockquote><iframe srcdoc='<script>parent.pwned=1</script>'></iframe>\n");
        await using var server = await ConsoleServer.StartAsync(documents: documents.Path);
        await using var opened = await browser.OpenAsync(server);
        await opened.OpenCustomerAsync("demo_new_customer");

        await SayAsync(opened.Page, "What does the documentation say about quokka feeding?");

        var reply = opened.Page.Locator(".reply .markdown").Last;
        await Assertions.Expect(reply).ToContainTextAsync("Quokkas eat grass.");
        await Assertions.Expect(reply).ToContainTextAsync("onerror=window.pwned");
        await ShouldBeHarmlessAsync(opened);
        var document = await opened.Page.RunAndWaitForPopupAsync(() => reply.Locator("a[href*='/knowledge/']").First.ClickAsync());
        await Assertions.Expect(document.Locator("h1")).ToContainTextAsync("Quokka feeding");
        (await document.EvaluateAsync<bool>("() => 'pwned' in window")).ShouldBeFalse();
    }

    /// <summary>Sends a message and waits for its answer.</summary>
    private static async Task SayAsync(IPage page, string text)
    {
        var answered = await page.Locator(".reply .markdown").CountAsync();
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".reply .markdown")).ToHaveCountAsync(answered + 1);
        await Assertions.Expect(page.Locator(".working")).ToHaveCountAsync(0);
    }

    private static async Task ShouldBeHarmlessAsync(ConsolePage opened)
    {
        (await opened.Page.EvaluateAsync<bool>("() => 'pwned' in window")).ShouldBeFalse();
        (await opened.Page.Locator("main img, main iframe, main script, main style, main a[href^=javascript]").CountAsync()).ShouldBe(0);
        opened.Complaints.ShouldBeEmpty();
    }
}
