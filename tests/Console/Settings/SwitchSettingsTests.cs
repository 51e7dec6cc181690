namespace Aegis.Console.Settings;

[Collection(SecondConsoleCollection.Name)]
public sealed class SwitchSettingsTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Customer_StoppedAndStarted_IsSoAtOnce_AndSaysWhoAndWhy()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("to_be_stopped", "To Be Stopped");
        await using var opened = await browser.OpenAsync();
        await using var other = await browser.OpenAsync();
        await other.GoToAsync("/settings/switches");
        await opened.GoToAsync("/settings/switches");

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Stop something…" }).ClickAsync();
        var dialog = opened.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("What").SelectOptionAsync("Customer");
        await dialog.GetByLabel("Customer id").FillAsync("to_be_stopped");
        await dialog.GetByLabel("Reason").FillAsync("They asked us to <b>wait</b>.");
        await opened.ShootAsync("settings-switch-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();

        var stopped = opened.Page.Locator(".switch", new() { HasText = "Customer to_be_stopped" });
        await Assertions.Expect(stopped).ToContainTextAsync("They asked us to <b>wait</b>.");
        await Assertions.Expect(stopped).ToContainTextAsync("by admin (admin)");
        // Live on a page that was open before.
        await Assertions.Expect(other.Page.Locator(".switch", new() { HasText = "Customer to_be_stopped" })).ToBeVisibleAsync();
        (await api.GetAsync("/api/policy/switches")).ToString().ShouldContain("to_be_stopped");

        await stopped.GetByRole(AriaRole.Button, new() { Name = "Start again" }).ClickAsync();
        await dialog.GetByLabel("Reason").FillAsync("They are ready.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Start again" }).ClickAsync();

        await Assertions.Expect(stopped).ToHaveCountAsync(0);
        await Assertions.Expect(opened.Page.Locator(".history li").First).ToContainTextAsync("They are ready.");
        (await api.GetAsync("/api/policy/switches")).ToString().ShouldNotContain("to_be_stopped");
        opened.Complaints.ShouldBeEmpty();
    }
}
