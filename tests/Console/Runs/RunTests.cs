using System.Text.RegularExpressions;
using Aegis.Actors;

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
        await using var opened = await browser.OpenAsync(server);

        await opened.GoToAsync("/interventions?run=sim_unknown");

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Button, new() { Name = "Check now" })).ToBeVisibleAsync();
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Button, new() { Name = "Simulate traffic" })).ToHaveCountAsync(0);
        await Assertions.Expect(opened.Page.Locator(".run")).ToContainTextAsync("There is no simulation");
        await Assertions.Expect(opened.Page.GetByText("Nobody needs help right now")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Simulation_SeededTwice_ShowsBothRunsLiveAndTheirSameLives()
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var opened = await browser.OpenAsync(server, width: 1440);
        var page = opened.Page;
        await opened.GoToAsync("/simulation");
        await Assertions.Expect(page.GetByText("Nothing was simulated yet")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".persona")).ToHaveCountAsync(4);

        await page.GetByRole(AriaRole.Button, new() { Name = "Simulate traffic" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Customers").FillAsync("3");
        await dialog.GetByLabel("Seed").FillAsync("7");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        var runs = page.Locator(".run");
        await Assertions.Expect(runs.First).ToContainTextAsync("3 customers, seed 7");
        await Assertions.Expect(runs.First).ToContainTextAsync("Simulation finished", new() { Timeout = 90_000 });
        var lived = await runs.First.Locator("p").Last.InnerTextAsync();

        await runs.First.GetByRole(AriaRole.Button, new() { Name = "Run again" }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Seed")).ToHaveValueAsync("7");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Assertions.Expect(runs).ToHaveCountAsync(2);
        await Assertions.Expect(runs.First).ToContainTextAsync("72 of 72 operations", new() { Timeout = 90_000 });

        Counts(await runs.First.Locator("p").Last.InnerTextAsync()).ShouldBe(Counts(lived));
        await opened.ShootAsync("simulation-page");
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Persona_WordsChosen_StandInTheComposerToBeSent()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/simulation");

        await opened.Page.GetByRole(AriaRole.Link, new() { Name = "Say “My API calls keep failing with 401 errors”" }).ClickAsync();

        await Assertions.Expect(opened.Page.Locator("h1")).ToHaveTextAsync("AtRisk Co");
        await Assertions.Expect(opened.Page.GetByLabel("Message", new() { Exact = true })).ToHaveValueAsync("My API calls keep failing with 401 errors");
    }

    [Fact]
    public async Task CheckNow_OnTheSimulationPage_SaysWhatItFound()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/simulation");

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Region, new() { Name = "Monitor check" })).ToContainTextAsync("Check finished", new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task Simulation_GridForProduction_IsForAdministratorsAndSimulatesNobody()
    {
        await using var server = await ConsoleServer.StartAsync(demo: false);
        await using var admin = await browser.OpenAsync(server);
        await admin.GoToAsync("/");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Simulation" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("This grid simulates no customers")).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByText("No demo customers")).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Simulate traffic" })).ToHaveCountAsync(0);

        await using var viewer = await browser.OpenAsAsync("vera", Role.Viewer, server);
        await viewer.GoToAsync("/");

        await Assertions.Expect(viewer.Page.GetByRole(AriaRole.Link, new() { Name = "Customers", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(viewer.Page.GetByRole(AriaRole.Link, new() { Name = "Simulation" })).ToHaveCountAsync(0);
        await viewer.GoToAsync("/simulation");
        await Assertions.Expect(viewer.Page.GetByText("There is no simulation here")).ToBeVisibleAsync();
    }

    private static string[] Counts(string operations) => [.. Operation().Matches(operations).Select(match => match.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex("(sign up|set up|chat|call product|report|live key|health) [0-9]+")]
    private static partial Regex Operation();

    [GeneratedRegex("run=sim_")]
    private static partial Regex RunInAddress();
}
