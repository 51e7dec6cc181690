namespace Aegis.Console.Shell;

/// <summary>No fault of level A or AA on any page, in either theme, wide and narrow; and pictures of each to look at.</summary>
[Collection(SecondConsoleCollection.Name)]
public sealed class AccessibilityTests(ConsoleBrowser browser)
{
    [NodeTheory]
    [InlineData("home", "/")]
    [InlineData("customers", "/customers")]
    [InlineData("customers-none", "/customers?q=zzzznobody")]
    [InlineData("customers-new", "/customers?new=true")]
    [InlineData("customer", "/customers/demo_at_risk_customer")]
    [InlineData("ledger", "/customers/demo_at_risk_customer?tab=ledger")]
    [InlineData("customer-health", "/customers/demo_at_risk_customer?tab=health")]
    [InlineData("customer-past", "/customers/demo_at_risk_customer?at=2001-01-01T00:00:00Z")]
    [InlineData("board", "/interventions")]
    [InlineData("customer-actions", "/customers/demo_active_customer?tab=actions")]
    [InlineData("customer-missing", "/customers/nobody_of_that_name")]
    [InlineData("interventions", "/interventions?status=all")]
    [InlineData("interventions-of-a-day", "/interventions?opened=2026-01-31")]
    [InlineData("not-found", "/no/such/page")]
    [InlineData("actions", "/actions?status=done")]
    [InlineData("approvals", "/approvals")]
    [InlineData("approvals-all", "/approvals?status=all")]
    [InlineData("approvals-missing", "/approvals?status=expired&customer=nobody&id=apr_none")]
    [InlineData("waiting", "/waiting")]
    [InlineData("simulation-personas", "/simulation")]
    [InlineData("settings-connectors", "/settings")]
    [InlineData("settings-policy", "/settings/policy")]
    [InlineData("settings-switches", "/settings/switches")]
    [InlineData("settings-tools", "/settings/tools")]
    [InlineData("settings-users", "/settings/users")]
    [InlineData("settings-keys", "/settings/keys")]
    [InlineData("settings-account", "/settings/account")]
    public async Task Page_InEitherTheme_HasNoFault(string name, string address)
    {
        await using var opened = await browser.OpenAsync(width: 1440);
        await opened.GoToAsync(address);
        await Assertions.Expect(opened.Page.Locator("main .loading")).ToHaveCountAsync(0);
        foreach (var width in (int[])[1440, 400])
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await opened.Page.SetViewportSizeAsync(width, 860);
                await opened.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });

                (await Axe.FaultsAsync(opened.Page)).ShouldBeEmpty($"{address}, {width} px, {scheme}");
            }

        await opened.ShootAsync(name);
        opened.Complaints.ShouldBeEmpty();
    }

    [NodeFact]
    public async Task SignIn_InEitherTheme_HasNoFault()
    {
        await using var opened = await browser.OpenAsync(signedIn: false);
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await opened.Page.GotoAsync("/sign-in");
            await opened.Page.EmulateMediaAsync(new() { ColorScheme = scheme });

            (await Axe.FaultsAsync(opened.Page)).ShouldBeEmpty($"{scheme}");
        }
    }

    [NodeFact]
    public async Task PaletteAndShortcuts_Open_HaveNoFault()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/");
        await opened.Page.Keyboard.PressAsync("Control+k");
        await opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search customers, pages and commands" }).FillAsync("bigcorp");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Option, new() { Name = "BigCorp Ltd" })).ToBeVisibleAsync();

        (await Axe.FaultsAsync(opened.Page)).ShouldBeEmpty();
        await opened.ScreenshotAsync("palette");

        await opened.Page.Keyboard.PressAsync("Escape");
        await opened.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" })).ToBeVisibleAsync();
        (await Axe.FaultsAsync(opened.Page)).ShouldBeEmpty();
        await opened.ScreenshotAsync("shortcuts");
    }
}
