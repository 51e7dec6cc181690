namespace Aegis.Console.Settings;

[Collection(SecondConsoleCollection.Name)]
public sealed class PolicySettingsTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Policy_InForce_IsATableOfPlainWords()
    {
        await using var opened = await browser.OpenAsync();

        await opened.GoToAsync("/settings/policy");

        var discount = opened.Page.Locator("#main table").First.Locator("tr", new() { HasText = "apply_discount" });
        await Assertions.Expect(discount.Nth(0)).ToContainTextAsync("One person approves");
        await Assertions.Expect(discount.Nth(0)).ToContainTextAsync("Up to 10 %");
        await Assertions.Expect(discount.Nth(1)).ToContainTextAsync("2 people approve");
        await Assertions.Expect(discount.Nth(2)).ToContainTextAsync("Never");
        await Assertions.Expect(opened.Page.GetByText("The policy that comes with Aegis")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Text_Pasted_IsJudgedAndComparedAndDoesNotComeIntoForce()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/settings/policy");
        var box = opened.Page.GetByLabel("Policy", new() { Exact = true });

        const string wrong = """{ "actions": { "upgrade_plan": { "decision": "perhaps" } } }""";
        await box.FillAsync(wrong);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Assertions.Expect(opened.Page.GetByText("This text would not be taken.")).ToBeVisibleAsync();

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Start from the text in force" }).ClickAsync();
        await Assertions.Expect(box).Not.ToHaveValueAsync(wrong);
        var text = await box.InputValueAsync();
        await box.FillAsync(text.Replace("\"upgrade_plan\": { \"decision\": \"approve\" }", "\"upgrade_plan\": { \"decision\": \"refuse\" }", StringComparison.Ordinal));
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();

        await Assertions.Expect(opened.Page.GetByText("This text is good.")).ToBeVisibleAsync();
        await Assertions.Expect(opened.Page.Locator(".diff ins")).ToContainTextAsync("\"upgrade_plan\": { \"decision\": \"refuse\" }");
        await Assertions.Expect(opened.Page.Locator(".diff del")).ToContainTextAsync("\"upgrade_plan\": { \"decision\": \"approve\" }");
        await opened.ShootAsync("settings-policy-check");
        await opened.GoToAsync("/settings/policy");
        await Assertions.Expect(opened.Page.Locator("#main table").First.Locator("tr", new() { HasText = "upgrade_plan" })).ToContainTextAsync("One person approves");
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task File_ChangedWhileItRuns_StandsInTheHistory_AndAFaultIsShown()
    {
        using var data = new TemporaryDirectory();
        await using var server = await ConsoleServer.StartAsync(data.Path, demo: false);
        await using var opened = await browser.OpenAsync(server);
        await opened.GoToAsync("/settings/policy");
        await Assertions.Expect(opened.Page.Locator(".history li")).ToHaveCountAsync(1);

        await File.WriteAllTextAsync(Path.Combine(data.Path, "policy.json"), """{ "actions": { "create_ticket": { "decision": "run" } } }""");
        await ReloadUntilAsync(opened, page => page.Locator(".history li"), 2);
        await Assertions.Expect(opened.Page.Locator("#main table").First.Locator("tbody tr")).ToHaveCountAsync(2);
        await opened.Page.Locator(".history summary").First.ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".history .diff ins").First).ToBeVisibleAsync();
        await opened.ShootAsync("settings-policy-history");

        await File.WriteAllTextAsync(Path.Combine(data.Path, "policy.json"), "{ oh no");
        await ReloadUntilAsync(opened, page => page.GetByText("the change is not in force"), 1);
        await Assertions.Expect(opened.Page.Locator(".history li")).ToHaveCountAsync(2);
    }

    /// <summary>The file is looked at once a second.</summary>
    private static async Task ReloadUntilAsync(ConsolePage opened, Func<IPage, ILocator> what, int count)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        do
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
            await opened.GoToAsync("/settings/policy");
            await Assertions.Expect(opened.Page.Locator("#main table").First).ToBeVisibleAsync();
        }
        while (await what(opened.Page).CountAsync() != count);
    }
}
