namespace Aegis.Console.Shell;

/// <summary>Tables are taken away as CSV.</summary>
[Collection(SecondConsoleCollection.Name)]
public sealed class ExportTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Tables_EachOnItsPage_ExportAsCsvWithTheirRows()
    {
        await browser.Server.InviteAsync("exported", Aegis.Actors.Role.Viewer);
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("export_waits", "Export Waits");
        await api.PostAsync("/api/customers/export_waits/messages", new { text = "I want to talk to a human, please." });
        await using var opened = await browser.OpenAsync();

        foreach (var (address, row) in ((string, string)[])
            [("/settings/users", "exported,"), ("/settings/keys", ""), ("/waiting", "export_waits,Export Waits,Asked for a person"), ("/customers/demo_at_risk_customer?tab=actions", "demo_at_risk_customer,")])
        {
            await opened.GoToAsync(address);
            var link = await opened.Page.GetByRole(AriaRole.Link, new() { Name = "Export CSV" }).GetAttributeAsync("href");
            var answer = await opened.Page.APIRequest.GetAsync(link!);
            answer.Status.ShouldBe(200, address);
            answer.Headers["content-type"].ShouldStartWith("text/csv");
            (await answer.TextAsync()).ShouldContain(row);
        }

        (await opened.Page.APIRequest.GetAsync("/export/customers/nobody/actions.csv")).Status.ShouldBe(404);
        await using var viewer = await browser.OpenAsAsync("export_viewer", Aegis.Actors.Role.Viewer);
        (await viewer.Page.APIRequest.GetAsync("/export/users.csv")).Status.ShouldBe(403);
    }
}
