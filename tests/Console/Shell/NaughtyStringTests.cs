using System.Globalization;
using System.Text.Json;

namespace Aegis.Console.Shell;

/// <summary>Invariants 7 and 12: the Big List of Naughty Strings, which is not ours, is shown as text wherever text comes from. No script runs, nothing breaks, nothing is a 500.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class NaughtyStringTests(ConsoleBrowser browser)
{
    private const int AtOnce = 30;

    private static string[] Strings => JsonSerializer.Deserialize<string[]>(File.ReadAllText(Path.Combine(NodePackages.Directory, "big-list-of-naughty-strings", "blns.json")))!;

    [NodeFact]
    public async Task Companies_Naughty_AreShownAsTextInTheListAndOnTheirPages()
    {
        await using var server = await ConsoleServer.StartAsync(demo: false);
        using var api = server.Api();
        var companies = new Dictionary<string, string>();
        foreach (var (text, n) in Strings.Select((text, n) => (text, n)))
        {
            var status = await api.TryPostAsync("/api/customers", new { id = $"naughty_{n}", company = text, email = $"n{n}@example.com" });
            status.ShouldBeOneOf([201, 400], $"company {n}: {text}");
            if (status == 201)
                companies[$"naughty_{n}"] = (await api.GetAsync($"/api/customers/naughty_{n}")).GetProperty("company").GetString()!;
        }

        companies.Count.ShouldBeGreaterThan(400);
        await using var opened = await OpenAsync(server);
        var shown = new Dictionary<string, string>();
        for (var address = "/customers?sort=company"; address is not null;)
        {
            await opened.GoToAsync(address);
            await Assertions.Expect(opened.Page.Locator("main .loading")).ToHaveCountAsync(0);
            foreach (var row in await opened.Page.Locator("tbody a[data-row]").EvaluateAllAsync<string[][]>("rows => rows.map(r => [r.getAttribute('href'), r.textContent])"))
                shown[row[0]["/customers/".Length..]] = row[1];
            address = await opened.Page.GetByRole(AriaRole.Link, new() { Name = "Next" }).GetAttributeAsync("href");
        }

        foreach (var (id, company) in companies)
            // Nothing to be seen is no name; and a byte order mark at the beginning is none of a browser's text.
            shown[id].ShouldBe(company.All(c => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control) ? id : company.TrimStart('\uFEFF'));
        foreach (var (id, company) in companies.Where((_, n) => n % 20 == 0))
        {
            await opened.OpenCustomerAsync(id);
            (await opened.Page.Locator("h1").TextContentAsync())!.TrimStart('\uFEFF').ShouldBe(company.TrimStart('\uFEFF'));
        }

        await ShouldBeHarmlessAsync(opened);
    }

    [NodeFact]
    public async Task MessagesAndTickets_Naughty_AreShownAsText()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("naughty_talk", "Naughty talk");
        var said = Strings.Chunk(AtOnce).Select((chunk, n) => (n % 3 == 0 ? "Please open a ticket: the export fails. " : "") + string.Join('\n', chunk)).ToArray();
        var accepted = new List<string>();
        foreach (var text in said)
        {
            var status = await api.TryPostAsync("/api/customers/naughty_talk/messages", new { text });
            status.ShouldBeOneOf(200, 202, 400);
            if (status != 400)
                accepted.Add(text);
        }

        await using var opened = await browser.OpenAsync();
        await opened.OpenCustomerAsync("naughty_talk");
        accepted.ShouldNotBeEmpty();
        await Assertions.Expect(opened.Page.Locator(".said .plain")).ToHaveCountAsync(accepted.Count);
        await Assertions.Expect(opened.Page.Locator(".working")).ToHaveCountAsync(0);
        await ShouldBeHarmlessAsync(opened);
        await opened.GoToAsync("/customers/naughty_talk?tab=ledger");
        await Assertions.Expect(opened.Page.Locator(".entry").First).ToBeVisibleAsync();
        await ShouldBeHarmlessAsync(opened);
    }

    [NodeFact]
    public async Task CommentsAndReasons_Naughty_AreShownAsText()
    {
        await browser.Server.AddPayingAsync("naughty_asks", "Naughty asks");
        var asked = await browser.Server.AskDiscountAsync("naughty_asks", 3);
        using var api = browser.Server.Api();
        var comments = 0;
        foreach (var chunk in Strings.Chunk(AtOnce))
            comments += await api.TryPostAsync($"/api/hil/approvals/{asked.Id}/comments", new { text = string.Concat(string.Join(' ', chunk).Take(900)) }) == 200 ? 1 : 0;
        comments.ShouldBeGreaterThan(3);
        await using var opened = await browser.OpenAsync();

        await opened.GoToAsync($"/approvals?id={asked.Id}");
        await Assertions.Expect(opened.Page.Locator(".course li")).ToHaveCountAsync(comments + 1);
        await ShouldBeHarmlessAsync(opened);
        const string reason = "<script>alert(1)</script><img src=x onerror=alert(2)> 表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀";
        await api.PostAsync($"/api/hil/approvals/{asked.Id}/reject?notes={Uri.EscapeDataString(reason)}", new { });
        await Assertions.Expect(opened.Page.Locator(".split-detail .notice")).ToContainTextAsync(reason);
        await ShouldBeHarmlessAsync(opened);
        await api.PostAsync("/api/policy/switches", new { scope = "customer", name = "naughty_asks", on = true, reason });
        await opened.GoToAsync("/settings/switches");
        await Assertions.Expect(opened.Page.Locator("main")).ToContainTextAsync(reason);
        await ShouldBeHarmlessAsync(opened);
    }

    [NodeFact]
    public async Task DocumentTitles_Naughty_AreQuotedAsText()
    {
        using var documents = new TemporaryDirectory();
        foreach (var (text, n) in Strings.Select((text, n) => (text, n)))
            await File.WriteAllTextAsync(Path.Combine(documents.Path, $"naughty-{n}.md"), $"# Quokka {n} {text.ReplaceLineEndings(" ")}\n\nQuokka number {n} eats grass. {text}\n");
        await using var server = await ConsoleServer.StartAsync(documents: documents.Path);
        await using var opened = await OpenAsync(server);
        using var api = server.Api();
        foreach (var n in (int[])[20, 60, 120, 180, 240, 300, 360, 420])
            await api.PostAsync("/api/customers/demo_new_customer/messages", new { text = $"What does the documentation say about quokka number {n}?" });

        await opened.OpenCustomerAsync("demo_new_customer");
        await Assertions.Expect(opened.Page.Locator(".reply .markdown").Last).ToContainTextAsync("eats grass");
        await ShouldBeHarmlessAsync(opened);
    }

    private async Task<ConsolePage> OpenAsync(ConsoleServer server)
    {
        var opened = await browser.OpenAsync(server.Address, signedIn: false);
        await opened.Page.GotoAsync($"/sign-in?code={server.SignInCode()}");
        await opened.LiveAsync();
        return opened;
    }

    private static async Task ShouldBeHarmlessAsync(ConsolePage opened)
    {
        (await opened.Page.Locator("main img, main iframe, main script, main style, main object, main embed, main a[href^='javascript' i], main [onerror], main [onload]").CountAsync()).ShouldBe(0);
        await Assertions.Expect(opened.Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        opened.Complaints.ShouldBeEmpty();
    }
}
