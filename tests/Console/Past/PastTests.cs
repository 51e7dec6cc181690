using System.Text.RegularExpressions;

namespace Aegis.Console.Past;

/// <summary>The customer as it was, reached from its ledger, its health and a date.</summary>
[Collection(ConsoleCollection.Name)]
public sealed partial class PastTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Ledger_OfAnEntry_LeadsToTheCustomerOfThatMoment()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("past", "Past & Present");
        await using var opened = await browser.OpenAsync(width: 1440);
        var page = opened.Page;
        await opened.OpenCustomerAsync("past");
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("get me started");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".context")).ToContainTextAsync("API keys generated");

        await opened.GoToAsync("/customers/past?tab=ledger&kind=profile");
        await Assertions.Expect(page.Locator(".entry .kind").Last).ToHaveTextAsync("Customer created");
        await page.Locator(".entry summary").Last.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "The customer as it was" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(MomentInAddress());
        await Assertions.Expect(page.Locator(".past-bar")).ToContainTextAsync("As it was on");
        await Assertions.Expect(page.Locator(".context")).ToContainTextAsync("None issued");
        await Assertions.Expect(page.Locator(".context")).Not.ToContainTextAsync("API keys generated");
        await page.GetByRole(AriaRole.Link, new() { Name = "Conversation" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing said by then")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Message", new() { Exact = true })).ToHaveCountAsync(0);

        var later = page.Locator(".past-bar a", new() { HasText = "Later change" });
        for (var steps = 0; steps < 12 && await later.GetAttributeAsync("href") is { } next; steps++)
        {
            await later.ClickAsync();
            await Assertions.Expect(later).Not.ToHaveAttributeAsync("href", next);
            await Assertions.Expect(page.Locator(".context .loading")).ToHaveCountAsync(0);
        }

        await Assertions.Expect(page.Locator(".context")).ToContainTextAsync("API keys generated");
        await opened.ShootAsync("as-it-was");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to now" }).ClickAsync();
        await Assertions.Expect(page.Locator("textarea[data-ready]")).ToBeVisibleAsync();
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Moment_BeforeTheCustomer_SaysThatNothingWasKnown()
    {
        await using var opened = await browser.OpenAsync();

        await opened.GoToAsync("/customers/demo_trial_customer?at=2001-01-01T00:00:00Z");

        await Assertions.Expect(opened.Page.GetByText("Nothing was known then")).ToBeVisibleAsync();
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Link, new() { Name = "Back to now" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("2999-01-01T00:00:00Z", "still to come")]
    [InlineData("gibberish", "no moment")]
    public async Task Moment_ThatIsNone_IsSaidAndNowIsShown(string at, string why)
    {
        await using var opened = await browser.OpenAsync();

        await opened.GoToAsync($"/customers/demo_trial_customer?at={at}");

        await Assertions.Expect(opened.Page.Locator("main .notice")).ToContainTextAsync($"“{at}”, which is {why}: this is the customer as it is now.");
        await Assertions.Expect(opened.Page.Locator(".past-bar")).ToHaveCountAsync(0);
        await Assertions.Expect(opened.Page.Locator(".context")).ToContainTextAsync("At the wheel");
    }

    [Fact]
    public async Task Picker_GivenAMoment_ShowsIt()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/customers/demo_at_risk_customer");

        await opened.Page.GetByText("As it was…").ClickAsync();
        await opened.Page.GetByLabel("Moment, in UTC").FillAsync("2020-02-03T04:05:06");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();

        await Assertions.Expect(opened.Page.Locator(".past-bar")).ToContainTextAsync("Mon 3 Feb 2020 04:05:06 UTC");
    }

    [Fact]
    public async Task Health_OverTime_NamesWhatMovedItAndLeadsBack()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("moved", "Moved Inc");
        await api.ReportAsync("moved", 30, 401, "INVALID_KEY");
        await using var opened = await browser.OpenAsync(width: 1440);
        await opened.GoToAsync("/customers/moved?tab=health");

        var moves = opened.Page.Locator(".moves li");
        await Assertions.Expect(moves.Filter(new() { HasText = "Health changed" })).ToContainTextAsync("Error rate 100 %");
        await Assertions.Expect(moves.Filter(new() { HasText = "Episode opened" })).ToHaveCountAsync(1);
        await Assertions.Expect(opened.Page.Locator(".health-chart .move")).ToHaveCountAsync(1);
        await opened.ShootAsync("health");
        await moves.First.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".past-bar")).ToBeVisibleAsync();
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ledger_Filtered_StandsInTheAddress()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/customers/demo_at_risk_customer?tab=ledger");
        var page = opened.Page;
        await Assertions.Expect(page.Locator(".entry").First).ToBeVisibleAsync();

        await page.GetByLabel("Kind").SelectOptionAsync("keys");

        await Assertions.Expect(page).ToHaveURLAsync(KindInAddress());
        await Assertions.Expect(page.Locator(".entry .kind").First).ToContainTextAsync("Key");
        await page.GetByLabel("By whom").SelectOptionAsync("customer");
        await Assertions.Expect(page.GetByText("No such entry")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show everything" }).ClickAsync();
        await Assertions.Expect(page.Locator(".entry").First).ToBeVisibleAsync();
        await opened.ShootAsync("ledger");
    }

    [GeneratedRegex(@"at=20\d\d-")]
    private static partial Regex MomentInAddress();

    [GeneratedRegex("kind=keys")]
    private static partial Regex KindInAddress();
}
