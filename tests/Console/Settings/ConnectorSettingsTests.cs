namespace Aegis.Console.Settings;

[Collection(SecondConsoleCollection.Name)]
public sealed class ConnectorSettingsTests(ConsoleBrowser browser)
{
    [Theory]
    [InlineData("Billing sandbox")]
    [InlineData("Tickets sandbox")]
    [InlineData("Mail sandbox")]
    public async Task Connector_Tested_ShowsWhatCameOfIt_AndStillDoesOnReturn(string name)
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/settings");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = $"Test {name}" }).ClickAsync();

        await Assertions.Expect(Row(opened, name)).ToContainTextAsync("Works");
        await Assertions.Expect(Row(opened, name)).ToContainTextAsync("Sandbox");
        await opened.GoToAsync("/settings/connectors");
        await Assertions.Expect(Row(opened, name)).ToContainTextAsync("by admin (admin)");
    }

    [Fact]
    public async Task Connector_ThatIsDown_FailsWithTheReason()
    {
        await using var server = await ConsoleServer.StartAsync(demo: false, settings: new Dictionary<string, string?>
        {
            ["SMTP_HOST"] = "127.0.0.1",
            ["SMTP_PORT"] = "1",
            ["SMTP_FROM"] = "Acme <support@acme.example>",
            ["SMTP_SECURITY"] = "none",
        });
        await using var opened = await browser.OpenAsync(server);
        await opened.GoToAsync("/settings/connectors");

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Test SMTP (127.0.0.1)" }).ClickAsync();

        await Assertions.Expect(Row(opened, "SMTP (127.0.0.1)")).ToContainTextAsync("Failed");
        await Assertions.Expect(Row(opened, "SMTP (127.0.0.1)")).ToContainTextAsync("could not be reached");
        await Assertions.Expect(Row(opened, "SMTP (127.0.0.1)")).ToContainTextAsync("Real");
        await opened.ShootAsync("settings-connectors-failed");
    }

    private static ILocator Row(ConsolePage opened, string name) => opened.Page.Locator(".connector", new() { HasText = name });
}
