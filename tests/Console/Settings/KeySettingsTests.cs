using System.Net;

namespace Aegis.Console.Settings;

[Collection(SecondConsoleCollection.Name)]
public sealed class KeySettingsTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Key_CreatedRotatedAndRevoked_CallsAsLongAsItShould_AndIsShownOnce()
    {
        await using var opened = await browser.OpenAsync();
        await opened.GoToAsync("/settings/keys");

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        var dialog = opened.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("billing-backend");
        await dialog.GetByLabel("Role").SelectOptionAsync("Viewer");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        var first = await SecretAsync(opened);
        (await CallAsync(first)).ShouldBe(HttpStatusCode.OK);
        (await opened.Page.ContentAsync()).ShouldNotContain(first);

        await Row(opened).GetByRole(AriaRole.Button, new() { Name = "Rotate" }).ClickAsync();
        await dialog.GetByLabel("The old secret works on for").SelectOptionAsync("0");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Rotate" }).ClickAsync();
        var second = await SecretAsync(opened);
        (await CallAsync(second)).ShouldBe(HttpStatusCode.OK);
        await UntilAsync(first, HttpStatusCode.Unauthorized);

        await Row(opened).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(Row(opened)).ToContainTextAsync("Revoked");
        await Assertions.Expect(Row(opened).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await UntilAsync(second, HttpStatusCode.Unauthorized);
        opened.Complaints.ShouldBeEmpty();
    }

    private static ILocator Row(ConsolePage opened) => opened.Page.Locator("tbody tr", new() { HasText = "billing-backend" });

    private static async Task<string> SecretAsync(ConsolePage opened)
    {
        var dialog = opened.Page.GetByRole(AriaRole.Dialog);
        var secret = await dialog.Locator("pre").TextContentAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        return secret!;
    }

    private async Task<HttpStatusCode> CallAsync(string secret)
    {
        using var client = new HttpClient { BaseAddress = browser.Server.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", secret);
        using var answer = await client.GetAsync("/api/customers?limit=1");
        return answer.StatusCode;
    }

    /// <summary>Processes know within about a second.</summary>
    private async Task UntilAsync(string secret, HttpStatusCode status)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (await CallAsync(secret) != status)
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
