namespace Aegis.Console.Conversations;

[Collection(ConsoleCollection.Name)]
public sealed class IntegrationCodeTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task TrialCustomer_AsksForPython_GetsItWithTheirOwnKeyAndNothingIsCreated()
    {
        using var api = browser.Server.Api();
        var keys = await api.GetAsync("/api/customers/demo_trial_customer/keys");
        await using var opened = await browser.OpenAsync(width: 1440);
        var page = opened.Page;
        await opened.OpenCustomerAsync("demo_trial_customer");

        await page.GetByLabel("Message", new() { Exact = true }).FillAsync("How do I integrate with Python?");
        await page.Keyboard.PressAsync("Enter");

        var turn = page.Locator(".turn", new() { HasText = "How do I integrate with Python?" });
        await Assertions.Expect(turn.Locator(".code-head").First).ToContainTextAsync("python");
        await Assertions.Expect(turn.Locator(".code")).ToContainTextAsync("import requests");
        await Assertions.Expect(turn.Locator(".code .secret-text").First).ToContainTextAsync("sk_test_");
        (await turn.Locator(".flow-tool .flow-name").AllInnerTextsAsync()).ShouldNotContain(name => name.Contains("generate") || name.Contains("create") || name.Contains("provision"));
        (await api.GetAsync("/api/customers/demo_trial_customer/keys")).ToString().ShouldBe(keys.ToString());
        await opened.ShootAsync("integrate-python");
        opened.Complaints.ShouldBeEmpty();
    }
}
