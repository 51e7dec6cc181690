using System.Text.Json;
using Xunit.Abstractions;

namespace Aegis.Console.Load;

/// <summary>One open page while its customer moves fifty times a second.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class LiveTests(ConsoleBrowser browser, ITestOutputHelper output)
{
    private const int Rate = 50;
    private const int Seconds = 8;

    /// <summary>Longer than the pause between two refreshes, as much longer as a busy machine needs.</summary>
    private static readonly TimeSpan MostLag = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task CustomerPage_FiftyEventsASecond_ShowsThemWithoutFallingBehind()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("restless", "Restless 0");
        await using var opened = await browser.OpenAsync(width: 1440);
        await opened.OpenCustomerAsync("restless");
        await opened.Page.EvaluateAsync("""
            () => {
              window.seen = [];
              const h1 = document.querySelector('h1');
              new MutationObserver(() => window.seen.push([h1.textContent, Date.now()])).observe(h1, { childList: true, characterData: true, subtree: true });
            }
            """);

        var done = await MoveAsync();
        await Assertions.Expect(opened.Page.Locator("h1")).ToHaveTextAsync($"Restless {done.Count - 1}");

        var seen = JsonSerializer.Deserialize<JsonElement[][]>(await opened.Page.EvaluateAsync<string>("() => JSON.stringify(window.seen)"))!;
        var lags = seen.Select(s => TimeSpan.FromMilliseconds(s[1].GetInt64() - done[int.Parse(s[0].GetString()!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)])).Order().ToList();
        output.WriteLine($"{done.Count} events in {Seconds} s, {seen.Length} refreshes; lag median {lags[lags.Count / 2].TotalMilliseconds:N0} ms, worst {lags[^1].TotalMilliseconds:N0} ms.");
        lags[^1].ShouldBeLessThan(MostLag);
        seen.Length.ShouldBeGreaterThan(Seconds / 2, "the page moves while the events come");
        opened.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task CustomerPage_CallsComeIn_CountsThemWithoutAReload()
    {
        using var api = browser.Server.Api();
        await api.AddCustomerAsync("calling", "Calling Ltd");
        await using var opened = await browser.OpenAsync(width: 1440);
        await opened.OpenCustomerAsync("calling");
        var calls = opened.Page.Locator(".figures dd").First;

        for (var sent = 1; sent <= 3; sent++)
        {
            await api.ReportAsync("calling", 50, 200);
            await Assertions.Expect(calls).ToHaveTextAsync($"{50 * sent}");
        }
    }

    /// <summary>Renames the customer again and again; when each was durable, in milliseconds.</summary>
    private async Task<List<long>> MoveAsync()
    {
        var (customer, done) = (browser.Server.Customer("restless"), new List<long> { TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() });
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(1000.0 / Rate));
        for (var i = 1; i <= Rate * Seconds; i++)
        {
            await pace.WaitForNextTickAsync();
            (await customer.UpdateAsync(browser.Server.Admin(), new(Company: $"Restless {i}"))).Refusal.ShouldBeNull();
            done.Add(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        }

        return done;
    }
}
