namespace Aegis.Console.Customers;

/// <summary>Invariant 7: the Big List of Naughty Strings in what a customer's page shows besides its name: its stack, its failures, what people noted.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class NaughtyProfileTests(ConsoleBrowser browser)
{
    private const string Customer = "naughty_profile";

    [NodeFact]
    public async Task StackFailuresRatingsAndNotes_Naughty_AreShownAsText()
    {
        using var api = browser.Server.Api();
        await api.PostAsync("/api/customers", new { id = Customer, company = "<b>Naughty</b> profile", email = "n@example.com", techStack = Markup(60, 20) });
        foreach (var endpoint in Markup(80, 3))
            await api.ReportAsync(Customer, 10, 401, endpoint: endpoint);
        var rating = Markup(900, 1).Single();
        await api.PostAsync($"/api/customers/{Customer}/messages", new { text = "Why do my calls fail with 401?" });
        var turn = (await api.GetAsync($"/api/customers/{Customer}/conversation")).GetProperty("turns").EnumerateArray().First(t => t.TryGetProperty("message", out _)).GetProperty("id").GetString();
        await api.PostAsync($"/api/customers/{Customer}/feedback", new { turnId = turn, rating = "down", comment = rating });
        await using var opened = await browser.OpenAsync();

        await opened.OpenCustomerAsync(Customer);
        await Assertions.Expect(opened.Page.Locator(".rated q").First).ToHaveTextAsync(rating);
        await opened.ShouldShowAsync(Markup(60, 20));
        await opened.ShouldFitAPhoneAsync();
        await opened.ShouldBeHarmlessAsync();
        await opened.GoToAsync($"/interventions?customer={Customer}&status=all");
        var note = opened.Page.GetByPlaceholder("Note for the ledger (optional)");
        await opened.Page.Locator(".intervention-toggle").First.ClickAsync();
        await note.FillAsync(rating);
        await opened.ShouldFitAPhoneAsync();
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();
        await Assertions.Expect(note).ToHaveCountAsync(0);
        await opened.ShouldBeHarmlessAsync();
        foreach (var tab in (string[])["ledger", "health", "actions"])
        {
            await opened.GoToAsync($"/customers/{Customer}?tab={tab}");
            await opened.ShouldShowAsync(tab == "ledger" ? [rating] : []);
            await opened.ShouldFitAPhoneAsync();
            await opened.ShouldBeHarmlessAsync();
        }
    }

    private static string[] Markup(int longest, int count) => [.. NaughtyStrings.Packed(longest).Where(text => text.Contains('<', StringComparison.Ordinal)).Take(count)];
}
