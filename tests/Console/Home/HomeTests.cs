using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Aegis.Console.Home;

/// <summary>Home's figures are those of the ledgers, and what needs a person arrives there by itself.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class HomeTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Figures_OfAFleet_AreThoseOfItsLedgers()
    {
        await using var server = await ConsoleServer.StartAsync(demo: false);
        using var api = server.Api();
        string[] ids = ["fine", "quiet", "failing", "recovered", "by_hand", "wants_person"];
        foreach (var id in ids)
            await api.AddCustomerAsync(id, $"Company {id}");
        await api.ReportAsync("fine", 30, 200);
        await api.ReportAsync("failing", 20, 401, "INVALID_KEY");
        await api.ReportAsync("recovered", 20, 401, "INVALID_KEY");
        await api.ReportAsync("by_hand", 20, 401, "INVALID_KEY");
        await api.ReportAsync("by_hand", 5, 200);
        await api.ReportAsync("recovered", 120, 200);
        foreach (var item in (await UntilAsync(() => api.GetAsync("/api/interventions?customerId=by_hand"), open => open.GetProperty("items").GetArrayLength() > 0)).GetProperty("items").EnumerateArray())
            await api.PostAsync($"/api/interventions/{item.GetProperty("id").GetString()}/resolve", new { });
        await api.PostAsync("/api/customers/fine/messages", new { text = "What is my status?" });
        await api.PostAsync("/api/customers/wants_person/messages", new { text = "I want to talk to a human, please." });
        var ledgers = new Dictionary<string, JsonElement[]>();
        foreach (var id in ids)
            ledgers[id] = [.. (await UntilAsync(() => api.GetAsync($"/api/customers/{id}/ledger?limit=500"), l => IsSettled(id, l))).GetProperty("items").EnumerateArray()];

        await using var opened = await browser.OpenAsync(server);
        await opened.GoToAsync("/");

        var page = opened.Page;
        foreach (var group in ledgers.Values.GroupBy(l => Last(l, "health_changed", "to") ?? "new"))
            await ExpectBarAsync(page, "Customers by health", $"/customers?status={group.Key}", group.Count());
        foreach (var group in ledgers.Values.GroupBy(l => Last(l, "stage_changed", "to") ?? "new"))
            await ExpectBarAsync(page, "Customers by stage", $"/customers?stage={group.Key}", group.Count());
        var entries = ledgers.Values.SelectMany(l => l).ToArray();
        var begun = entries.Count(e => Kind(e) == "episode_opened");
        await Assertions.Expect(page.Locator(".day-chart")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex($"{begun} opened, {Ended(entries).Count} ended; today {begun} opened"));
        var turns = await TurnsAsync(api, ids);
        var ended = turns.Ended + Ended(entries).Count;
        var alone = ended - turns.WithPerson - Ended(entries).Count(e => e.WithPerson);
        await ExpectTileAsync(page, "Ended without a person", Percent((double)alone / ended), $"{turns.Ended} turns and {Ended(entries).Count} interventions ended");
        var healths = await Task.WhenAll(ids.Select(id => api.GetAsync($"/api/customers/{id}/health")));
        var calls = healths.Sum(h => h.GetProperty("callsLast24Hours").GetInt64());
        var errors = healths.Sum(h => h.GetProperty("errorsLast24Hours").GetInt64());
        await ExpectTileAsync(page, "Error rate", Percent((double)errors / calls), $"{errors} of {calls} calls failed");
        var waits = ledgers.Values.Select(ToFirstCall).OfType<TimeSpan>().ToArray();
        await ExpectTileAsync(page, "Time to first call", "< 1 min", $"Median of {waits.Length} customers");
        waits.ShouldAllBe(w => w < TimeSpan.FromMinutes(1));
        await ExpectTileAsync(page, "Customers", ids.Length.ToString(CultureInfo.InvariantCulture), "");

        var queue = page.GetByRole(AriaRole.Region, new() { Name = "Customers waiting for a person" });
        await Assertions.Expect(queue.GetByRole(AriaRole.Link, new() { Name = "Company wants_person" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "High-priority interventions" })).ToContainTextAsync("Company failing");
        await opened.ShootAsync("home-fleet");

        // Somebody takes the wheel: nobody waits any more, and the page says so by itself.
        await api.PostAsync("/api/customers/wants_person/takeover", new { on = true });
        await Assertions.Expect(queue).ToHaveCountAsync(0);
        await page.Locator(".tile", new() { HasText = "Error rate" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Order")).ToHaveValueAsync("errors");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("Company failing");
        await opened.GoToAsync("/");
        await page.Locator(".day-chart a").Last.ClickAsync();
        await Assertions.Expect(page.Locator(".interventions > li")).ToHaveCountAsync(begun);
        page.Url.ShouldContain($"status=all&opened={entries[0].GetProperty("at").GetDateTimeOffset():yyyy-MM-dd}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ended that day" }).ClickAsync();
        await Assertions.Expect(page.Locator(".interventions > li")).ToHaveCountAsync(Ended(entries).Count);
        opened.Complaints.ShouldBeEmpty();
    }

    private static bool IsSettled(string id, JsonElement ledger)
    {
        var entries = ledger.GetProperty("items").EnumerateArray().ToArray();
        return id switch
        {
            "failing" => entries.Any(e => Kind(e) == "intervention_acted"),
            "recovered" => entries.Any(e => Kind(e) == "episode_closed"),
            "by_hand" => entries.Any(e => Kind(e) == "intervention_resolved"),
            _ => true,
        };
    }

    private static async Task<JsonElement> UntilAsync(Func<Task<JsonElement>> read, Func<JsonElement, bool> isThere)
    {
        for (var tries = 0; ; tries++)
        {
            var seen = await read();
            if (isThere(seen))
                return seen;
            tries.ShouldBeLessThan(300, seen.ToString());
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private static List<(string Id, bool WithPerson)> Ended(JsonElement[] entries) =>
    [
        .. entries.Where(e => Kind(e) is "episode_closed" or "intervention_resolved").Select(e => Data(e).GetProperty("interventionId").GetString()!).Distinct()
            .Select(id => (id, entries.Any(e => Kind(e) is "intervention_resolved" or "intervention_snoozed" or "intervention_left" && Data(e).GetProperty("interventionId").GetString() == id))),
    ];

    private static async Task<(int Ended, int WithPerson)> TurnsAsync(ApiClient api, string[] ids)
    {
        var turns = new List<JsonElement>();
        foreach (var id in ids)
            turns.AddRange((await api.GetAsync($"/api/customers/{id}/conversation")).GetProperty("turns").EnumerateArray().Where(t => t.GetProperty("message").ValueKind == JsonValueKind.String));
        return (turns.Count, turns.Count(t => t.GetProperty("intent").GetString() == "hand_over"));
    }

    private static TimeSpan? ToFirstCall(JsonElement[] ledger) =>
        ledger.Where(e => Kind(e) == "stage_changed" && Data(e).GetProperty("from").GetString() is "new" or "trial_created" or "api_keys_generated"
                && Data(e).GetProperty("to").GetString() is not ("trial_created" or "api_keys_generated"))
            .Select(e => (TimeSpan?)(e.GetProperty("at").GetDateTimeOffset() - ledger[0].GetProperty("at").GetDateTimeOffset())).FirstOrDefault();

    private static string? Last(JsonElement[] ledger, string kind, string field) =>
        ledger.Where(e => Kind(e) == kind).Select(e => Data(e).GetProperty(field).GetString()).LastOrDefault();

    private static string Kind(JsonElement entry) => entry.GetProperty("kind").GetString()!;

    private static JsonElement Data(JsonElement entry) =>
        entry.GetProperty("data") is { ValueKind: JsonValueKind.String } text ? JsonSerializer.Deserialize<JsonElement>(text.GetString()!) : entry.GetProperty("data");

    private static string Percent(double rate) => rate.ToString(rate is > 0 and < 0.1 ? "0.0 %" : "0 %", CultureInfo.InvariantCulture);

    private static async Task ExpectBarAsync(IPage page, string chart, string href, int count) =>
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = chart }).Locator($"a[href='{href}'] .bar-count")).ToHaveTextAsync(count.ToString(CultureInfo.InvariantCulture));

    private static async Task ExpectTileAsync(IPage page, string title, string value, string about)
    {
        var tile = page.Locator(".tile", new() { Has = page.GetByText(title, new() { Exact = true }) });
        await Assertions.Expect(tile.Locator(".tile-value")).ToHaveTextAsync(value);
        await Assertions.Expect(tile).ToContainTextAsync(about);
    }
}
