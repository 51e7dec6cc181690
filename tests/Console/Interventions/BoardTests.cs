using System.Text.RegularExpressions;

namespace Aegis.Console.Interventions;

/// <summary>The board of all statuses: live, filtered at the server, worked by keyboard.</summary>
[Collection(ConsoleCollection.Name)]
public sealed partial class BoardTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Board_SpikeArrives_IsResolvedByKeyboardAloneAndMovesColumn()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("boarded", "Boarded GmbH");
        await using var opened = await browser.OpenAsync(width: 1440);
        var page = opened.Page;
        await opened.GoToAsync("/interventions");
        await Assertions.Expect(page.Locator(".column")).ToHaveCountAsync(4);
        await page.EvaluateAsync("() => window.before = true");
        var open = page.GetByRole(AriaRole.Region, new() { Name = "Open" }).Locator(".cardlet", new() { HasText = "Boarded GmbH" });

        await api.ReportAsync("boarded", 20, 401, "INVALID_KEY");

        await Assertions.Expect(open).ToContainTextAsync("Error debugging");
        await Assertions.Expect(page.Locator("main [role=status]").First).ToContainTextAsync("Boarded GmbH");
        await page.Locator("h1").FocusAsync();
        for (var i = 0; i < 60 && !await open.EvaluateAsync<bool>("c => c === document.activeElement"); i++)
            await page.Keyboard.PressAsync("j");
        await Assertions.Expect(open).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        var drawer = page.Locator(".drawer");
        await Assertions.Expect(drawer).ToContainTextAsync("INVALID_KEY");
        await Assertions.Expect(drawer).ToContainTextAsync("create_ticket");
        await Assertions.Expect(page).ToHaveURLAsync(OpenedInAddress());
        await opened.ShootAsync("board");
        await page.SetViewportSizeAsync(1440, 860);

        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(drawer.GetByLabel("Note for the ledger")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("rung them");
        await page.Keyboard.PressAsync("Enter");

        var resolved = page.GetByRole(AriaRole.Region, new() { Name = "Resolved" }).Locator(".cardlet", new() { HasText = "Boarded GmbH" });
        await Assertions.Expect(resolved).ToBeVisibleAsync();
        await Assertions.Expect(open).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(drawer).ToHaveCountAsync(0);
        await resolved.ClickAsync();
        await Assertions.Expect(drawer).ToBeVisibleAsync();
        await page.Locator("header nav a[href='/interventions']").ClickAsync();
        await Assertions.Expect(drawer).ToHaveCountAsync(0);
        (await page.EvaluateAsync<bool>("() => window.before === true")).ShouldBeTrue("the page was not loaded again");
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Board_FilteredToATypeAndCustomer_ShowsAndCountsNoOther()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("board_other", "Board Other");
        await api.ReportAsync("board_other", 20, 401, "INVALID_KEY");
        await using var opened = await browser.OpenAsync(width: 1440);

        await opened.GoToAsync("/interventions?type=error_debugging&customer=board_other");

        await Assertions.Expect(opened.Page.Locator(".cardlet")).ToHaveCountAsync(1);
        await opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "Type" }).SelectOptionAsync("upsell_suggestion");
        await Assertions.Expect(opened.Page).ToHaveURLAsync(TypeInAddress());
        await Assertions.Expect(opened.Page.Locator(".cardlet")).ToHaveCountAsync(0);
        await Assertions.Expect(opened.Page.Locator(".column h2").First).ToContainTextAsync("0");

        await opened.Page.GetByLabel("Priority").SelectOptionAsync("high");
        await Assertions.Expect(opened.Page.GetByText("No such intervention")).ToBeVisibleAsync();
        await opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "Type" }).SelectOptionAsync("");
        await opened.Page.Locator(".intervention-toggle").ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".intervention-detail")).ToBeVisibleAsync();
        await opened.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(opened.Page.Locator(".intervention-detail")).ToHaveCountAsync(0);

        await opened.GoToAsync("/interventions?id=int_gone");
        await Assertions.Expect(opened.Page.Locator(".drawer")).ToContainTextAsync("This intervention cannot be shown");
        await opened.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(opened.Page.Locator(".drawer")).ToHaveCountAsync(0);
    }

    [GeneratedRegex("id=int_")]
    private static partial Regex OpenedInAddress();

    [GeneratedRegex("type=upsell_suggestion")]
    private static partial Regex TypeInAddress();
}
