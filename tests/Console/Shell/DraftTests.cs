namespace Aegis.Console.Shell;

/// <summary>What is typed is kept, wherever it is typed, while the server is gone.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class DraftTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task NewCustomer_ServerRestartedMeanwhile_IsStillInTheForm()
    {
        using var directory = new TemporaryDirectory();
        var first = await ConsoleServer.StartAsync(directory.Path);
        await using var gate = new ConnectionGate(first.Address);
        await using var opened = await browser.OpenAsync(gate.Address, signedIn: false);
        await opened.Page.GotoAsync($"/sign-in?code={first.SignInCode()}");
        await opened.GoToAsync("/customers");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "New customer" }).ClickAsync();
        var dialog = opened.Page.GetByRole(AriaRole.Dialog, new() { Name = "New customer" });
        await dialog.GetByLabel("Company").FillAsync("Half Typed Ltd");
        await dialog.GetByLabel("E-mail").FillAsync("half@example.com");
        await opened.Page.EvaluateAsync("() => window.before = true");

        gate.Cut();
        await first.DisposeAsync();
        await using var second = await ConsoleServer.StartAsync(directory.Path);
        gate.Open(second.Address);

        await opened.Page.WaitForFunctionAsync("() => !window.before");
        await Assertions.Expect(dialog.GetByLabel("Company")).ToHaveValueAsync("Half Typed Ltd");
        await Assertions.Expect(dialog.GetByLabel("E-mail")).ToHaveValueAsync("half@example.com");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create customer" }).ClickAsync();
        await Assertions.Expect(opened.Page.Locator("h1")).ToHaveTextAsync("Half Typed Ltd");
    }
}
