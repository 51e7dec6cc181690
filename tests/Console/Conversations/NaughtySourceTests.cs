using System.Globalization;
using System.Net;
using Aegis.Connectors.Tickets;

namespace Aegis.Console.Conversations;

/// <summary>Invariant 7: the Big List of Naughty Strings in what outside systems say, tickets and documents, is quoted as text.</summary>
[Collection(SecondConsoleCollection.Name)]
public sealed class NaughtySourceTests(ConsoleBrowser browser)
{
    private const string Customer = "naughty_source";

    /// <summary>So many answers in a conversation.</summary>
    private const int PagesOf = 47;

    [NodeFact]
    public async Task Tickets_Naughty_AreQuotedAsText()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync(Customer, "Naughty source");
        var (summaries, texts) = (NaughtyStrings.Packed(150), NaughtyStrings.Packed(550, "\n"));
        var keys = new List<string>();
        for (var i = 0; i < Math.Max(summaries.Count, texts.Count); i++)
        {
            var ticket = new NewTicket($"default/{Customer}", summaries[i % summaries.Count], texts[i % texts.Count], "Medium", []);
            keys.Add((await browser.Server.Tickets.CreateAsync(ticket, $"naughty-{i}", default)).Id);
        }

        foreach (var named in keys.Chunk(5))
            await api.PostAsync($"/api/customers/{Customer}/messages", new { text = $"What do the tickets {string.Join(", ", named)} say?" });

        await using var opened = await browser.OpenAsync();
        await OpenAsync(opened, Customer, keys.Chunk(5).Count());
        await ShouldQuoteAsync(opened, [.. summaries, .. texts]);
        await opened.ShouldFitAPhoneAsync();
    }

    [NodeFact]
    public async Task DocumentTitles_Naughty_AreCitedAsText()
    {
        using var documents = new TemporaryDirectory();
        string[] titles = [.. NaughtyStrings.Packed(115).Select(title => title.ReplaceLineEndings(" "))];
        foreach (var (title, n) in titles.Select((title, n) => (title, n)))
            await File.WriteAllTextAsync(Path.Combine(documents.Path, $"naughty-{n}.md"), string.Create(CultureInfo.InvariantCulture, $"# {title}\n\nQuokka herd{n} herd{n} eats grass. {title}\n"));
        await using var server = await ConsoleServer.StartAsync(documents: documents.Path, demo: false);
        var asked = titles.Select((title, n) => (Title: title, Number: n)).Chunk(PagesOf).ToArray();
        await Task.WhenAll(asked.Select((some, i) => AskAsync(server, $"{Customer}_{i}", some.Select(title => title.Number))));

        await using var opened = await browser.OpenAsync(server);
        for (var i = 0; i < asked.Length; i++)
        {
            await OpenAsync(opened, $"{Customer}_{i}", asked[i].Length);
            await ShouldQuoteAsync(opened, asked[i].Select(title => title.Title));
        }

        await opened.ShouldFitAPhoneAsync();
        (await DocumentsAsync(opened, titles.Length)).Select(NaughtyStrings.Letters).ShouldBe(titles.Select(NaughtyStrings.Letters));
    }

    private static async Task AskAsync(ConsoleServer server, string customer, IEnumerable<int> documents)
    {
        using var api = server.Api();
        await api.AddCustomerAsync(customer, "Naughty source");
        foreach (var n in documents)
            await api.PostAsync($"/api/customers/{customer}/messages", new { text = $"What does the documentation say about quokka herd{n}?" });
    }

    private static async Task OpenAsync(ConsolePage opened, string customer, int turns)
    {
        await opened.OpenCustomerAsync(customer);
        await Assertions.Expect(opened.Page.Locator(".said .plain")).ToHaveCountAsync(turns);
        await Assertions.Expect(opened.Page.Locator(".working")).ToHaveCountAsync(0);
    }

    /// <summary>Quotes are read as Markdown, so that their marks may be gone; what they say is not.</summary>
    private static async Task ShouldQuoteAsync(ConsolePage opened, IEnumerable<string> texts)
    {
        var replies = NaughtyStrings.Letters(string.Concat(await opened.Page.Locator(".reply .markdown").AllTextContentsAsync()));
        foreach (var text in texts)
            replies.ShouldContain(NaughtyStrings.Letters(WebUtility.HtmlDecode(text)), Case.Sensitive, text);
        await opened.ShouldBeHarmlessAsync();
        await opened.Page.Locator(".flow-box").EvaluateAllAsync<bool>("boxes => boxes.every(b => b.open = true)");
        await opened.ShouldBeHarmlessAsync();
    }

    /// <summary>The documents' own pages, read by the browser: the heading of each, once nothing in it is an element that acts.</summary>
    private static async Task<IEnumerable<string>> DocumentsAsync(ConsolePage opened, int count) => await opened.Page.EvaluateAsync<string[]>("""
        async count => await Promise.all([...Array(count).keys()].map(async n => {
          const page = new DOMParser().parseFromString(await (await fetch(`/knowledge/naughty-${n}`)).text(), 'text/html');
          const acting = [...page.querySelectorAll('*')].filter(e => !e.matches('html, head, meta, title, style, body, h1, h2, h3, p, pre, code, strong, ul, li, a[href^="http"]') || [...e.attributes].some(a => a.name.startsWith('on')));
          return acting.length > 0 ? acting[0].outerHTML : page.querySelector('h1').textContent;
        }))
        """, count);
}
