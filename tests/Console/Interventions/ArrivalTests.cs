using System.Text.RegularExpressions;

namespace Aegis.Console.Interventions;

/// <summary>An error spike becomes an intervention on an open page, and its end ends it there.</summary>
[Collection(ConsoleCollection.Name)]
public sealed partial class ArrivalTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task ErrorSpike_PageOpen_ArrivesWithItsTicketAndIsResolvedByRecovery()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("spike", "Spike & Sons");
        await using var opened = await browser.OpenAsync(width: 1440);
        var page = opened.Page;
        await opened.GoToAsync("/interventions?status=attention");
        await Assertions.Expect(page.Locator(".loading")).ToHaveCountAsync(0);
        await page.EvaluateAsync("() => window.before = true");
        var row = page.Locator(".intervention", new() { HasText = "Spike & Sons" });

        await api.ReportAsync("spike", 12, 401, "INVALID_KEY");
        await api.ReportAsync("spike", 8, 200);

        await Assertions.Expect(row).ToContainTextAsync("Error debugging");
        await Assertions.Expect(row.GetByRole(AriaRole.Link, new() { NameRegex = TicketKey() })).ToHaveAttributeAsync("target", "_blank");
        await Assertions.Expect(row.Locator(".intervention-head > .badge").Last).ToHaveTextAsync("Open");
        await Assertions.Expect(page.Locator("main [role=status]").First).ToContainTextAsync("Spike & Sons");
        await Assertions.Expect(page.Locator("nav a[href='/interventions'] .count")).Not.ToHaveTextAsync("");

        await row.GetByRole(AriaRole.Button, new() { Name = "Error debugging" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("INVALID_KEY");
        await Assertions.Expect(row.Locator(".intervention-message")).ToContainTextAsync("API calls fail");
        await Assertions.Expect(row).ToContainTextAsync("create_ticket");
        await opened.ScreenshotAsync("intervention-arrived");

        await api.ReportAsync("spike", 40, 200);
        await Assertions.Expect(row.Locator(".intervention-head > .badge").Last).ToHaveTextAsync("Resolved");
        (await page.EvaluateAsync<bool>("() => window.before === true")).ShouldBeTrue("the page was not loaded again");

        await opened.OpenCustomerAsync("spike");
        await Assertions.Expect(page.Locator(".reply.own")).ToContainTextAsync("Aegis reached out");
        await Assertions.Expect(page.Locator(".context")).ToContainTextAsync("Error debugging");
        await Assertions.Expect(page.Locator(".context").GetByRole(AriaRole.Link, new() { NameRegex = TicketKey() })).ToBeVisibleAsync();
        await opened.ShootAsync("intervened-customer");
        opened.Complaints.ShouldBeEmpty();
    }

    [GeneratedRegex("^[A-Z]+-[0-9]+")]
    private static partial Regex TicketKey();
}
