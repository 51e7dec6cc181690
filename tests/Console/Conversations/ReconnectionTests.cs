namespace Aegis.Console.Conversations;

[Collection(ConsoleCollection.Name)]
public sealed class ReconnectionTests(ConsoleBrowser browser)
{
    private const string Draft = "Half a thought\nand the other";

    [Fact]
    public async Task Connection_Dropped_ComesBackByItselfAndKeepsTheDraft()
    {
        await using var gate = new ConnectionGate(browser.Server.Address);
        await using var opened = await browser.OpenAsync(through: gate.Address);
        var composer = opened.Page.GetByLabel("Message", new() { Exact = true });
        await opened.OpenCustomerAsync("demo_trial_customer");
        await composer.FillAsync(Draft);

        gate.Cut();
        await Assertions.Expect(opened.Page.GetByText("Connection lost")).ToBeVisibleAsync();
        await opened.ScreenshotAsync("reconnecting-light");
        gate.Open(browser.Server.Address);

        await Assertions.Expect(opened.Page.GetByText("Connection lost")).ToBeHiddenAsync();
        await Assertions.Expect(composer).ToHaveValueAsync(Draft);
        await opened.Page.GetByRole(AriaRole.Link, new() { Name = "Ledger", Exact = true }).ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".ledger")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Server_Restarted_PageStartsAfreshWithTheDraftStillSignedIn()
    {
        using var directory = new TemporaryDirectory();
        var first = await ConsoleServer.StartAsync(directory.Path);
        await using var gate = new ConnectionGate(first.Address);
        await using var opened = await browser.OpenAsync(first, through: gate.Address);
        await opened.OpenCustomerAsync("demo_trial_customer");
        await opened.Page.GetByLabel("Message", new() { Exact = true }).FillAsync(Draft);
        await opened.Page.EvaluateAsync("() => window.before = true");

        gate.Cut();
        await first.DisposeAsync();
        await using var second = await ConsoleServer.StartAsync(directory.Path);
        gate.Open(second.Address);

        await opened.Page.WaitForFunctionAsync("() => !window.before");
        await Assertions.Expect(opened.Page.Locator("textarea[data-ready]")).ToHaveValueAsync(Draft);
    }
}
