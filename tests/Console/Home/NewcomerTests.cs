using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Aegis.Console.Home;

/// <summary>Somebody who knows nothing of Aegis, with a demo just started and its printed link, by the texts there are to read.</summary>
[Collection(ConsoleCollection.Name)]
public sealed partial class NewcomerTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Newcomer_OfADemo_ApprovesARequestAndWatchesAnInterventionArrive_InUnderThreeMinutes()
    {
        var watch = Stopwatch.StartNew();
        await using var server = await ConsoleServer.StartAsync();
        await using var opened = await browser.OpenAsync(server, signedIn: false, width: 1440);
        var page = opened.Page;
        await opened.GoToAsync($"/sign-in?code={server.SignInCode()}");

        await Assertions.Expect(page.GetByText("New here?")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Gives BigCorp Ltd a discount of 10 %")).ToBeVisibleAsync();
        await opened.ShootAsync("newcomer-home");
        await page.SetViewportSizeAsync(1440, 860);
        await page.GetByText("Gives BigCorp Ltd a discount of 10 %").ClickAsync();
        await page.GetByText("Approve…").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByText("Approve", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("10 % off subscription")).ToBeVisibleAsync();
        await page.GetByText("Conversation", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Your discount is approved and applied.")).ToBeVisibleAsync();
        await opened.ScreenshotAsync("newcomer-told");

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByText("Interventions").ClickAsync();
        await page.GetByText("Simulate traffic").ClickAsync();
        await page.GetByText("Start", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText(NewOnes())).ToBeAttachedAsync(new() { Timeout = 120_000 });
        await Assertions.Expect(page.Locator(".cardlet.arrived").First).ToBeVisibleAsync();

        await opened.ScreenshotAsync("newcomer-arrived");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(3));
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hint_PutAway_StaysAway()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/");
        await Assertions.Expect(opened.Page.GetByText("New here?")).ToBeVisibleAsync();

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Got it" }).ClickAsync();

        await Assertions.Expect(opened.Page.GetByText("New here?")).ToBeHiddenAsync();
        await opened.Page.ReloadAsync();
        await opened.LiveAsync();
        await Assertions.Expect(opened.Page.GetByText("New here?")).ToBeHiddenAsync();
    }

    [GeneratedRegex("New intervention: |[0-9]+ new interventions")]
    private static partial Regex NewOnes();
}
