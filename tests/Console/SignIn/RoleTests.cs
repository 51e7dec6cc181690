using Aegis.Actors;

namespace Aegis.Console.SignIn;

/// <summary>What each role finds on the pages of the day's work: the grid decides, the page only says why a button is off.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class RoleTests(ConsoleBrowser browser)
{
    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Agent)]
    [InlineData(Role.Approver)]
    public async Task Buttons_OfTheDaysWork_AreOnFromTheRoleOnThatMay(Role role)
    {
        var customer = $"for_{role}".ToLowerInvariant();
        using var api = browser.Server.Api();
        await api.AddCustomerAsync(customer, $"For {role}");
        await api.PostAsync($"/api/customers/{customer}/messages", new { text = "How long is a trial?" });
        await using var opened = await browser.OpenAsAsync($"{role}-at-work".ToLowerInvariant(), role);

        await opened.GoToAsync("/customers");
        await ExpectAsync(opened, "New customer", role >= Role.Agent);
        await opened.GoToAsync("/interventions");
        await ExpectAsync(opened, "Check now", role >= Role.Agent);
        await opened.OpenCustomerAsync(customer);
        await ExpectAsync(opened, "Send", role >= Role.Agent);
        await ExpectAsync(opened, "Good reply", role >= Role.Agent);
        await ExpectAsync(opened, "Take over", role >= Role.Approver);
    }

    [Fact]
    public async Task Conversation_TakenOverByAnAgent_WhoTurnsTheButtonOn_IsRefusedByTheGrid_Invariant4()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("not_to_be_driven", "Not To Be Driven");
        await using var opened = await browser.OpenAsAsync("agent-at-the-wheel", Role.Agent);
        await opened.OpenCustomerAsync("not_to_be_driven");

        await opened.ForceAsync("Take over");

        await Assertions.Expect(opened.Page.GetByText("agent:agent-at-the-wheel may not decide this")).ToBeVisibleAsync();
        await Assertions.Expect(opened.Page.GetByText("Aegis is at the wheel.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Intervention_ResolvedByAViewer_WhoTurnsTheButtonOn_IsRefusedByTheGrid_Invariant4()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("seen_by_a_viewer", "Seen By A Viewer");
        await api.ReportAsync("seen_by_a_viewer", 12, 401, "KEY_REVOKED");
        await using var opened = await browser.OpenAsAsync("viewer-at-work-too", Role.Viewer);
        await opened.GoToAsync("/interventions?status=attention&customer=seen_by_a_viewer");
        var row = opened.Page.Locator(".intervention", new() { HasText = "Seen By A Viewer" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Error debugging" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("To resolve or snooze takes the role agent; yours is viewer.");

        await opened.ForceAsync("Resolve");

        await Assertions.Expect(row.GetByRole(AriaRole.Alert)).ToContainTextAsync("viewer:viewer-at-work-too may not look after interventions");
    }

    private static async Task ExpectAsync(ConsolePage opened, string button, bool on)
    {
        var found = opened.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true });
        await Assertions.Expect(found).ToBeEnabledAsync(new() { Enabled = on });
        if (!on)
            (await found.GetAttributeAsync("title"))!.ShouldContain("Needs the role");
    }
}
