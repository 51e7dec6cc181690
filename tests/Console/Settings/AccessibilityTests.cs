using Aegis.Actors;

namespace Aegis.Console.Settings;

/// <summary>The settings' dialogs, and what only somebody with a password or without the role sees.</summary>
[Collection(SecondConsoleCollection.Name)]
public sealed class AccessibilityTests(ConsoleBrowser browser)
{
    [NodeTheory]
    [InlineData("/settings/users", "Add user")]
    [InlineData("/settings/keys", "Create key")]
    [InlineData("/settings/switches", "Stop something…")]
    public async Task Dialog_InEitherTheme_HasNoFault(string address, string button)
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync(address);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();

        await ExpectNoFaultAsync(opened);
    }

    [NodeTheory]
    [InlineData("/sign-in/change")]
    [InlineData("/settings/account")]
    [InlineData("/settings/users")]
    [InlineData("/settings/connectors")]
    public async Task Page_OfAViewer_InEitherTheme_HasNoFault(string address)
    {
        await using var opened = await browser.OpenAsAsync($"axe{address.Replace('/', '-')}", Role.Viewer);
        await opened.Page.GotoAsync(address);
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(opened.Page.Locator("main .loading")).ToHaveCountAsync(0);

        await ExpectNoFaultAsync(opened);
    }

    private static async Task ExpectNoFaultAsync(ConsolePage opened)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await opened.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });

            (await Axe.FaultsAsync(opened.Page)).ShouldBeEmpty($"{scheme}");
        }
    }
}
