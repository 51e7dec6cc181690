namespace Aegis.Console.Shell;

[Collection(ConsoleCollection.Name)]
public sealed class ThemeTests(ConsoleBrowser browser)
{
    private const string Background = "() => getComputedStyle(document.body).backgroundColor";
    private const string Dark = "rgb(15, 17, 23)";
    private const string Light = "rgb(246, 247, 249)";

    [Fact]
    public async Task Theme_Chosen_OutlivesThePageAndTheSystems()
    {
        await using var opened = await browser.OpenAsync(scheme: ColorScheme.Light);
        await opened.GoToAsync("/");
        var button = opened.Page.Locator("[data-theme-switch]");
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-label", "Theme: system");
        (await opened.Page.EvaluateAsync<string>(Background)).ShouldBe(Light);

        await button.ClickAsync();
        await button.ClickAsync();
        await opened.GoToAsync("/customers");

        await Assertions.Expect(button).ToHaveAttributeAsync("aria-label", "Theme: dark");
        (await opened.Page.EvaluateAsync<string>(Background)).ShouldBe(Dark);
        await button.ClickAsync();
        (await opened.Page.EvaluateAsync<string>(Background)).ShouldBe(Light);
    }
}
