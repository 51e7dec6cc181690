namespace Aegis.Console.Shell;

/// <summary>The controls of the tests with naughty strings: with a defence off they fail.</summary>
[Collection(SecondConsoleCollection.Name)]
public sealed class NaughtyControlTests(ConsoleBrowser browser)
{
    /// <summary>What a page that took text for markup would do with the list.</summary>
    private const string TakeForMarkup = "texts => document.querySelector('main').append(document.createRange().createContextualFragment(texts.join('\\n')))";

    [NodeFact]
    public async Task Strings_TakenForMarkup_AreFound_ThoughThePolicyOfThePageStopsThem()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/waiting");

        await opened.Page.EvaluateAsync(TakeForMarkup, NaughtyStrings.All.Prepend("<script>window.pwned = 1</script>"));

        (await opened.ActingAsync()).Length.ShouldBeGreaterThan(50);
        opened.Complaints.ShouldContain(c => c.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase));
        (await opened.Page.EvaluateAsync<bool>("() => 'pwned' in window")).ShouldBeFalse();
    }

    [NodeFact]
    public async Task Strings_TakenForMarkupWithoutThePolicy_RunTheirScripts()
    {
        await using var opened = await browser.OpenAsync();
        await opened.Page.RouteAsync("**/waiting", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Headers = answer.Headers.Where(h => h.Key != "content-security-policy") });
        });
        await opened.GoToAsync("/waiting");

        await opened.Page.EvaluateAsync(TakeForMarkup, NaughtyStrings.All.Prepend("<script>window.pwned = 1</script>"));

        (await opened.Page.EvaluateAsync<bool>("() => 'pwned' in window")).ShouldBeTrue();
        (await opened.ActingAsync()).Length.ShouldBeGreaterThan(50);
    }
}
