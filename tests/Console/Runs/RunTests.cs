using System.Text.RegularExpressions;

namespace Aegis.Console.Runs;

[Collection(ConsoleCollection.Name)]
public sealed partial class RunTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task SimulateTraffic_Started_ShowsItsProgressToTheEnd()
    {
        await using var opened = await browser.OpenAsync(width: 1440);
        var page = opened.Page;
        await opened.GoToAsync("/interventions");

        await page.GetByRole(AriaRole.Button, new() { Name = "Simulate traffic" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Customers").FillAsync("5");
        await dialog.GetByLabel("Seed").FillAsync("42");
        await opened.ScreenshotAsync("simulate-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();

        var run = page.Locator(".run");
        await Assertions.Expect(run).ToContainTextAsync("seed 42");
        await Assertions.Expect(run).ToContainTextAsync("of 120 operations");
        await Assertions.Expect(page).ToHaveURLAsync(RunInAddress());
        await opened.ScreenshotAsync("simulation-running");
        await Assertions.Expect(run).ToContainTextAsync("Simulation finished", new() { Timeout = 90_000 });
        await Assertions.Expect(run.Locator("progress")).ToHaveJSPropertyAsync("position", 1);
        await opened.ShootAsync("simulation");
        await run.GetByRole(AriaRole.Link, new() { Name = "Its customers" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(5);
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task CheckNow_Pressed_SaysWhatItFound()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/interventions");

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();

        await Assertions.Expect(opened.Page.Locator(".run")).ToContainTextAsync("Check finished", new() { Timeout = 60_000 });
        await Assertions.Expect(opened.Page.Locator(".run")).ToContainTextAsync("examined");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Button, new() { Name = "Check now" })).ToBeEnabledAsync();
        await opened.ScreenshotAsync("check-now");
    }

    [Fact]
    public async Task SimulateTraffic_GridForProduction_IsNotOffered()
    {
        await using var server = await ConsoleServer.StartAsync(demo: false);
        await using var opened = await browser.OpenAsync(server.Address, signedIn: false);
        await opened.SignInAsync(server.SignInCode());

        await opened.GoToAsync("/interventions?run=sim_unknown");

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Button, new() { Name = "Check now" })).ToBeVisibleAsync();
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Button, new() { Name = "Simulate traffic" })).ToHaveCountAsync(0);
        await Assertions.Expect(opened.Page.Locator(".run")).ToContainTextAsync("There is no simulation");
        await Assertions.Expect(opened.Page.GetByText("Nobody needs help right now")).ToBeVisibleAsync();
    }

    [GeneratedRegex("run=sim_")]
    private static partial Regex RunInAddress();
}
