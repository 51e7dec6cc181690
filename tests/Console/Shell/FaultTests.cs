namespace Aegis.Console.Shell;

/// <summary>What the grid does not answer is said where it is missing, with a button to ask again; the rest of the page goes on.</summary>
[Collection(SecondConsoleCollection.Name)]
public sealed class FaultTests(ConsoleBrowser browser)
{
    private const string Customer = "/customers/demo_at_risk_customer";

    /// <summary>Every page, the calls that go unanswered on it, what it says is missing, and something that is there all the same.</summary>
    private static readonly (string Address, string[] Calls, string[] Missing, string There)[] s_pages =
    [
        ("/", ["ListWaitingAsync", "GetFleetCallsAsync"], ["What needs a person", "The error rate"], ".charts .bar-list"),
        ("/customers", ["ListCustomersAsync"], ["The list"], ".views .tabs"),
        ("/customers", ["IViewsGrain.ListAsync"], ["What the team saved"], "tbody tr"),
        ("/approvals", ["ListApprovalsAsync"], ["The list"], ".tabs"),
        ("/interventions", ["ListInterventionsAsync"], ["The board"], ".tabs"),
        ("/interventions?status=all", ["ListInterventionsAsync"], ["The list"], ".tabs"),
        ("/actions", ["ListActionsAsync"], ["The list"], ".tabs"),
        ("/waiting", ["ListWaitingAsync"], ["Who waits"], "h1"),
        ("/simulation", ["ISimulationListGrain.ListAsync"], ["The runs"], ".persona"),
        ("/simulation", ["ICustomerGrain.GetAsync"], ["The demo customers"], "#runs-title"),
        (Customer, ["GetAsync"], ["This customer"], "nav[aria-label=Main]"),
        (Customer, ["GetHealthAsync", "ListKeysAsync", "ListApprovalsAsync", "ListInterventionsAsync", "GetConversationAsync"],
            ["Health and calls by day", "The keys", "What waits for approval", "Interventions and tickets", "The conversation", "Who it is"], ".context .stage"),
        ($"{Customer}?tab=ledger", ["ReadTimelineAsync"], ["The ledger"], ".context .keys"),
        ($"{Customer}?tab=health", ["GetHealthAsync", "ReadTimelineAsync"], ["Health over time", "What moved it", "Health and calls by day"], ".context .keys"),
        ($"{Customer}?tab=actions", ["ICustomerGrain.ListActionsAsync"], ["The actions", "Interventions and tickets"], ".context .keys"),
        ($"{Customer}?at={TimeProvider.System.GetUtcNow():yyyy-MM-dd}", ["ReadCustomerPastAsync"], ["The customer as it was"], ".past-bar"),
        ("/settings/connectors", ["IConnectorsGrain.ListAsync"], ["The connectors"], ".tabs"),
        ("/settings/policy", ["IPolicyGrain.GetAsync"], ["The policy"], ".tabs"),
        ("/settings/switches", ["IPolicyGrain.GetAsync"], ["What is stopped"], ".tabs"),
        ("/settings/tools", ["IMcpCatalogGrain.ListAsync"], ["The tools"], ".tabs"),
        ("/settings/users", ["ListUsersAsync"], ["The users"], ".tabs"),
        ("/settings/keys", ["IIdentityGrain.ListKeysAsync"], ["The keys"], ".tabs"),
        // Last: what Home read a second ago would still be good.
        ("/", ["GetFleetAsync"], ["The figures of the fleet"], ".attention-group"),
    ];

    [Fact]
    public async Task Panels_GridSilent_SayWhatIsMissing_AndComeWhenAskedAgain()
    {
        var faults = new Faults();
        await using var server = await ConsoleServer.StartAsync(faults: faults);
        await using var opened = await browser.OpenAsync(server);
        var page = opened.Page;
        var again = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Try again" });

        foreach (var (address, calls, missing, there) in s_pages)
        {
            faults.Set(calls);
            await opened.GoToAsync(address);
            foreach (var what in missing)
                await Assertions.Expect(page.GetByRole(AriaRole.Alert).GetByText($"{what} cannot be shown")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator(there).First).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("main .loading")).ToHaveCountAsync(0);
            await Assertions.Expect(again).ToHaveCountAsync(missing.Length);

            faults.Set();
            while (await again.CountAsync() is > 0 and var left)
            {
                await again.First.ClickAsync();
                await Assertions.Expect(again).Not.ToHaveCountAsync(left);
            }

            await Assertions.Expect(page.GetByText("cannot be shown")).ToHaveCountAsync(0);
        }

        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Forms_GridSilent_KeepWhatWasTyped_AndBlameNoText()
    {
        var faults = new Faults();
        await using var server = await ConsoleServer.StartAsync(faults: faults);
        await using var opened = await browser.OpenAsync(server);
        var page = opened.Page;
        await opened.GoToAsync("/settings/policy");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start from the text in force" }).ClickAsync();
        faults.Set("PreviewAsync", "ListCustomersAsync", "ISignInGrain.SignInAsync");

        await page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("This text was not checked.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("would not be taken")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByLabel("Policy", new() { Exact = true })).Not.ToHaveValueAsync("");

        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).FillAsync("atrisk");
        await Assertions.Expect(page.GetByText("Customers cannot be searched.")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByLabel("User name", new() { Exact = true }).FillAsync("una");
        await page.GetByLabel("Password").FillAsync("whatever it is");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The grid did not answer.");
    }
}
