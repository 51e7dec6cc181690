namespace Aegis.Console.Shell;

/// <summary>Invariants 7 and 12: the Big List of Naughty Strings is shown as text as companies, messages and comments. No script runs, nothing breaks, nothing is a 500.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class NaughtyStringTests(ConsoleBrowser browser)
{
    [NodeFact]
    public async Task Companies_Naughty_AreShownAsTextInTheListOnTheirPagesAndInThePalette()
    {
        await using var server = await ConsoleServer.StartAsync(demo: false);
        using var api = server.Api();
        var companies = new Dictionary<string, string>();
        foreach (var (text, n) in NaughtyStrings.All.Select((text, n) => (text, n)))
        {
            var status = await api.TryPostAsync("/api/customers", new { id = $"naughty_{n}", company = text, email = $"n{n}@example.com" });
            status.ShouldBe(ShownText.IsBlank(text) || text.Any(char.IsControl) || text.Length > 200 ? 400 : 201, $"company {n}: {text}");
            if (status == 201)
                companies[$"naughty_{n}"] = text;
        }

        companies.Count.ShouldBeGreaterThan(460);
        await using var opened = await browser.OpenAsync(server);
        var shown = new Dictionary<string, string>();
        for (var address = "/customers?sort=company"; address is not null;)
        {
            await opened.GoToAsync(address);
            await Assertions.Expect(opened.Page.Locator("main .loading")).ToHaveCountAsync(0);
            foreach (var row in await opened.Page.Locator("tbody a[data-row]").EvaluateAllAsync<string[][]>("rows => rows.map(r => [r.getAttribute('href'), r.textContent])"))
                shown[row[0]["/customers/".Length..]] = row[1];
            await opened.ShouldBeHarmlessAsync();
            address = await opened.Page.GetByRole(AriaRole.Link, new() { Name = "Next" }).GetAttributeAsync("href");
        }

        await opened.ShouldFitAPhoneAsync();
        foreach (var (id, company) in companies)
            // A byte order mark at the beginning is none of a browser's text.
            shown[id].ShouldBe(company.TrimStart('\uFEFF'));
        foreach (var (id, company) in companies.Where((c, n) => n % 40 == 0 || c.Value.Contains("\u202E", StringComparison.Ordinal)))
        {
            await opened.OpenCustomerAsync(id);
            (await opened.Page.Locator("h1").TextContentAsync())!.ShouldBe(company.TrimStart('\uFEFF'));
            (await opened.Page.TitleAsync()).ShouldEndWith(" · Aegis");
            await opened.ShouldFitAPhoneAsync();
            await opened.ShouldBeHarmlessAsync();
        }

        await SearchAsync(opened, ["script", "svg", "alert", "zero", new string('W', 100)]);
    }

    [NodeFact]
    public async Task Messages_Naughty_AreShownAsText()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("naughty_talk", "Naughty talk");
        var said = NaughtyStrings.Packed(1_200, "\n");
        foreach (var text in said)
            (await api.TryPostAsync("/api/customers/naughty_talk/messages", new { text })).ShouldBeOneOf(200, 202);
        foreach (var text in NaughtyStrings.Packed(10_000, "\n"))
            await api.PostAsync("/api/customers/naughty_talk/replies", new { text });

        await using var opened = await browser.OpenAsync();
        await opened.OpenCustomerAsync("naughty_talk");
        await Assertions.Expect(opened.Page.Locator(".said .plain")).ToHaveCountAsync(said.Count);
        await Assertions.Expect(opened.Page.Locator(".working")).ToHaveCountAsync(0);
        (await opened.Page.Locator(".said .plain").AllTextContentsAsync()).ShouldBe(said);
        (await opened.Page.Locator(".reply.person .plain").AllTextContentsAsync()).ShouldBe(NaughtyStrings.Packed(10_000, "\n"));
        await opened.ShouldFitAPhoneAsync();
        await opened.ShouldBeHarmlessAsync();
        await opened.GoToAsync("/customers/naughty_talk?tab=ledger");
        await Assertions.Expect(opened.Page.Locator(".entry").First).ToBeVisibleAsync();
        await opened.ShouldFitAPhoneAsync();
        await opened.ShouldBeHarmlessAsync();
    }

    [NodeFact]
    public async Task Requests_WithNaughtyArgumentsCommentsAndReasons_AreShownAsText()
    {
        await browser.Server.AddPayingAsync("naughty_asks", "Naughty <img src=x onerror=alert(1)> asks");
        using var api = browser.Server.Api();
        var asked = await api.AskAsync("naughty_asks", "create_ticket", new { summary = NaughtyStrings.Packed(150)[3], description = NaughtyStrings.Packed(7_500, "\n")[0] });
        foreach (var text in NaughtyStrings.Packed(990))
            await api.PostAsync($"/api/hil/approvals/{asked}/comments", new { text });
        await using var opened = await browser.OpenAsync();

        await opened.GoToAsync($"/approvals?id={asked}");

        await opened.ShouldShowAsync([.. NaughtyStrings.Packed(990), NaughtyStrings.Packed(7_500, "\n")[0], NaughtyStrings.Packed(150)[3]]);
        await opened.ShouldFitAPhoneAsync();
        await opened.ShouldBeHarmlessAsync();
        var reason = NaughtyStrings.Packed(700)[5];
        await api.PostAsync($"/api/hil/approvals/{asked}/reject?notes={Uri.EscapeDataString(reason)}", new { });
        await Assertions.Expect(opened.Page.Locator(".split-detail .notice")).ToContainTextAsync("Rejected by");
        await opened.ShouldShowAsync([reason]);
        await opened.ShouldBeHarmlessAsync();
    }

    private static async Task SearchAsync(ConsolePage opened, string[] words)
    {
        await opened.Page.Locator("h1").ClickAsync();
        await opened.Page.Keyboard.PressAsync("Control+k");
        var box = opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search customers, pages and commands" });
        foreach (var word in words)
        {
            await box.FillAsync(word);
            await Assertions.Expect(opened.Page.Locator("dialog.palette .option-title").First).ToContainTextAsync(word, new() { IgnoreCase = true });
            await opened.ShouldBeHarmlessAsync();
        }
    }
}
