using System.Collections.Immutable;
using Aegis.Actors;
using Aegis.Mcp;

namespace Aegis.Console.Settings;

/// <summary>What each role can do in the settings: the page says why a button is off, and the grain refuses whoever presses it all the same.</summary>
[Collection(SecondConsoleCollection.Name)]
public sealed class RoleTests(ConsoleBrowser browser)
{
    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Agent)]
    [InlineData(Role.Approver)]
    [InlineData(Role.Admin)]
    public async Task Buttons_OfEachSection_AreOnFromTheRoleOnThatMay(Role role)
    {
        await using var opened = await browser.OpenAsAsync($"{role}-of-settings".ToLowerInvariant(), role);

        foreach (var (address, button, least) in ((string, string, Role)[])
        [
            ("/settings/connectors", "Test Mail sandbox", Role.Agent), ("/settings/switches", "Stop something…", Role.Approver),
            ("/settings/users", "Add user", Role.Admin), ("/settings/keys", "Create key", Role.Admin),
        ])
            await ExpectAsync(opened, address, button, role >= least);
    }

    [Fact]
    public async Task Connectors_TestedByAViewer_WhoTurnsTheButtonOn_IsRefusedByTheGrid_Invariant4()
    {
        await using var opened = await browser.OpenAsAsync("viewer-who-tests", Role.Viewer);
        await opened.GoToAsync("/settings/connectors");

        await opened.ForceAsync("Test Mail sandbox");

        await Assertions.Expect(opened.Page.GetByText("viewer:viewer-who-tests may not test connectors")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Switches_TurnedByAnAgent_WhoTurnsTheButtonOn_IsRefusedByTheGrid_Invariant4()
    {
        await using var opened = await browser.OpenAsAsync("agent-who-stops", Role.Agent);
        await opened.GoToAsync("/settings/switches");

        await opened.ForceAsync("Stop something…");
        await opened.Page.GetByLabel("Reason").FillAsync("I want to.");
        await opened.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("agent:agent-who-stops may not decide this");
    }

    [Theory]
    [InlineData("/settings/users", "Add user", "User name", "Only administrators see users")]
    [InlineData("/settings/keys", "Create key", "Name", "Only administrators see API keys")]
    public async Task UsersAndKeys_OfAnApprover_WhoTurnsTheButtonOn_AreRefusedByTheGrid_Invariant4(string address, string button, string field, string instead)
    {
        var name = $"approver-of-{field.Split(' ')[0]}".ToLowerInvariant();
        await using var opened = await browser.OpenAsAsync(name, Role.Approver);
        await opened.GoToAsync(address);
        await Assertions.Expect(opened.Page.GetByText(instead)).ToBeVisibleAsync();
        await opened.ShootAsync($"settings-refused-{button.Split(' ')[1]}");

        await opened.ForceAsync(button);
        var dialog = opened.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(field, new() { Exact = true }).FillAsync("smuggled-in");
        await dialog.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync($"approver:{name} may not administer this workspace");
    }

    [Fact]
    public async Task Tool_AcceptedByAnApprover_WhoTurnsTheButtonOn_IsRefusedByTheGrid_Invariant4()
    {
        var declared = new McpDeclaration("delete_all", "Deletes.", "{}", "hash", McpRisk.Act, ["growth"]);
        await browser.Server.Grains.GetGrain<IMcpCatalogGrain>("default/$mcp").ReportAsync(browser.Server.Sign("console-tests", Role.System), "eager", ImmutableArray.Create(declared));
        await using var opened = await browser.OpenAsAsync("approver-of-tools", Role.Approver);
        await opened.GoToAsync("/settings/tools");

        await opened.ForceAsync("Accept delete_all");

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("approver:approver-of-tools may not administer this workspace");
    }

    private static async Task ExpectAsync(ConsolePage opened, string address, string button, bool on)
    {
        await opened.GoToAsync(address);
        var found = opened.Page.GetByRole(AriaRole.Button, new() { Name = button });
        if (on)
            await Assertions.Expect(found).ToBeEnabledAsync();
        else
            await Assertions.Expect(found).ToBeDisabledAsync();
        await Assertions.Expect(opened.Page.Locator("[data-role-note]")).ToHaveCountAsync(on ? 0 : 1);
    }
}
