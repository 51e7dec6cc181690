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
        await using var opened = await browser.OpenAsync(first, through: gate.Address);
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

    [Fact]
    public async Task ReasonAndEdit_PageStartsAfresh_AreStillInTheirDialogs_UnlessCancelled()
    {
        await browser.Server.AddPayingAsync("half_decided", "Half Decided Ltd");
        var asked = await browser.Server.AskDiscountAsync("half_decided", 7);
        await using var opened = await browser.OpenAsync();
        var page = opened.Page;
        var reject = page.GetByRole(AriaRole.Button, new() { Name = "Reject…" });
        var edit = page.GetByRole(AriaRole.Button, new() { Name = "Edit…" });
        var percent = page.GetByRole(AriaRole.Dialog).GetByLabel("Percent");
        await opened.GoToAsync($"/approvals?id={asked.Id}");
        await edit.ClickAsync();
        await percent.FillAsync("5");
        await opened.GoToAsync($"/approvals?id={asked.Id}");
        await reject.ClickAsync();
        await page.GetByLabel("Reason").FillAsync("They have one alr");

        await opened.GoToAsync($"/approvals?id={asked.Id}");

        await reject.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Reason")).ToHaveValueAsync("They have one alr");
        await page.Keyboard.PressAsync("Escape");
        await reject.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Reason")).ToHaveValueAsync("");
        await page.Keyboard.PressAsync("Escape");
        await edit.ClickAsync();
        await Assertions.Expect(percent).ToHaveValueAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save only" }).ClickAsync();
        await Assertions.Expect(page.Locator(".split-detail")).ToContainTextAsync("from “7” to “5”");
    }
}
