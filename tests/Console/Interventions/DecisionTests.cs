using System.Text.RegularExpressions;

namespace Aegis.Console.Interventions;

[Collection(ConsoleCollection.Name)]
public sealed partial class DecisionTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Intervention_ResolvedByHand_LeavesTheListAndKeepsTheNote()
    {
        await using var opened = await OpenAsync("resolved_by_hand");
        var row = opened.Page.Locator(".intervention", new() { HasText = "resolved_by_hand Inc" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Error debugging" }).ClickAsync();
        await opened.ShootAsync("interventions");

        await row.GetByLabel("Note for the ledger").FillAsync("Called them: <b>it works</b> now.");
        await row.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();

        await Assertions.Expect(row.Locator(".intervention-head > .badge").Last).ToHaveTextAsync("Resolved");
        await Assertions.Expect(row.GetByRole(AriaRole.Button, new() { Name = "Resolve" })).ToHaveCountAsync(0);
        await opened.Page.ReloadAsync();
        await Assertions.Expect(row.Locator(".intervention-detail")).ToBeVisibleAsync();
        await opened.Page.GetByRole(AriaRole.Link, new() { Name = "Open", Exact = true }).ClickAsync();
        await Assertions.Expect(opened.Page).ToHaveURLAsync(OpenInAddress());
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await opened.GoToAsync("/customers/resolved_by_hand?tab=ledger");
        await Assertions.Expect(opened.Page.Locator(".ledger")).ToContainTextAsync("it works");
    }

    [Fact]
    public async Task Intervention_Snoozed_StandsAmongTheSnoozed()
    {
        await using var opened = await OpenAsync("put_off");
        var row = opened.Page.Locator(".intervention", new() { HasText = "put_off Inc" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Error debugging" }).ClickAsync();

        await row.GetByLabel("Snooze for").SelectOptionAsync("168");
        await row.GetByRole(AriaRole.Button, new() { Name = "Snooze" }).ClickAsync();

        await Assertions.Expect(row).ToContainTextAsync("Opens again");
        await opened.GoToAsync("/interventions?status=snoozed");
        await Assertions.Expect(row).ToBeVisibleAsync();
        await opened.GoToAsync("/interventions?status=attention");
        await Assertions.Expect(row).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task List_FilteredToAType_ShowsNoOther()
    {
        await using var opened = await OpenAsync("of_another_type");
        var row = opened.Page.Locator(".intervention", new() { HasText = "of_another_type Inc" });
        await Assertions.Expect(row).ToBeVisibleAsync();

        await opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "Type" }).SelectOptionAsync("upsell_suggestion");

        await Assertions.Expect(opened.Page).ToHaveURLAsync(TypeInAddress());
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await opened.GoToAsync("/interventions?status=attention&type=error_debugging");
        await Assertions.Expect(row).ToBeVisibleAsync();
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "Type" })).ToHaveValueAsync("error_debugging");
    }

    [Fact]
    public async Task List_NothingThere_SaysSo()
    {
        await using var opened = await browser.OpenAsync();

        await opened.GoToAsync("/interventions?status=all&customer=nobody_at_all");

        await Assertions.Expect(opened.Page.GetByText("No such intervention")).ToBeVisibleAsync();
        await opened.ScreenshotAsync("interventions-empty");
    }

    [Fact]
    public async Task Keyboard_Alone_OpensAnIntervention()
    {
        await using var opened = await OpenAsync("by_keyboard");
        var row = opened.Page.Locator(".intervention", new() { HasText = "by_keyboard Inc" });

        await row.GetByRole(AriaRole.Button).First.FocusAsync();
        await opened.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(row.Locator(".intervention-detail")).ToBeVisibleAsync();
        await Assertions.Expect(row.GetByRole(AriaRole.Button).First).ToBeFocusedAsync();
        await Assertions.Expect(row.GetByRole(AriaRole.Button).First).ToHaveAttributeAsync("aria-expanded", "true");
    }

    /// <summary>The page of interventions with an open one of a customer of this name.</summary>
    private async Task<ConsolePage> OpenAsync(string customer)
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync(customer, $"{customer} Inc");
        await api.ReportAsync(customer, 12, 401, "KEY_REVOKED");
        var opened = await browser.OpenAsync(width: 1440);
        await opened.GoToAsync("/interventions?status=attention");
        var row = opened.Page.Locator(".intervention", new() { HasText = $"{customer} Inc" });
        await Assertions.Expect(row.Locator(".intervention-head > .badge").Last).ToHaveTextAsync("Open");
        return opened;
    }

    [GeneratedRegex("status=open")]
    private static partial Regex OpenInAddress();

    [GeneratedRegex("type=upsell_suggestion")]
    private static partial Regex TypeInAddress();
}
