using System.Text.RegularExpressions;

namespace Aegis.Console.Conversations;

[Collection(ConsoleCollection.Name)]
public sealed partial class CitationTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Answer_FromTheDocuments_CitesAPageThatOpens()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("asks_docs", "Asks Docs Ltd");
        await using var opened = await browser.OpenAsync();
        await opened.OpenCustomerAsync("asks_docs");
        await opened.Page.GetByLabel("Message", new() { Exact = true }).FillAsync("What does the documentation say about pagination?");
        await opened.Page.Keyboard.PressAsync("Enter");
        var source = opened.Page.Locator(".reply .markdown a[href*='/knowledge/']").First;
        await Assertions.Expect(source).ToHaveAttributeAsync("rel", Opener());

        var document = await opened.Page.RunAndWaitForPopupAsync(() => source.ClickAsync());

        await Assertions.Expect(document.Locator("h1")).Not.ToHaveTextAsync("");
        document.Url.ShouldContain("/knowledge/");
        (await document.EvaluateAsync<bool>("() => window.opener === null")).ShouldBeTrue();
        opened.Complaints.ShouldBeEmpty();
    }

    [GeneratedRegex("noopener")]
    private static partial Regex Opener();
}
