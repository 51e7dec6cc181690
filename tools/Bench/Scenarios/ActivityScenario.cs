using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aegis.Bench.Server;

namespace Aegis.Bench.Scenarios;

/// <summary>Activity over HTTP for 10,000 customers, durable, with the whole pipeline on: batches of 20 events a customer, against one event a customer.</summary>
public static class ActivityScenario
{
    private const int Customers = 10_000;
    private const int LinesABody = 10_000;
    private const int Posters = 4;

    public static async Task RunAsync(TimeSpan time, List<Figure> figures)
    {
        foreach (var database in new[] { "sqlite", "postgres" })
        {
            await using var grid = await Grid.StartAsync(database);
            await grid.CreateCustomersAsync(Customers);
            var single = await PostAsync(grid, 1, time);
            var batched = await PostAsync(grid, 20, time);
            figures.Add(new("activity", $"events over HTTP, 20 a customer, {database}", batched, "events/s", "one event a customer", single));
        }
    }

    private static async Task<double> PostAsync(Grid grid, int eventsACustomer, TimeSpan time)
    {
        var customersABody = LinesABody / eventsACustomer;
        var bodies = Enumerable.Range(0, Customers / customersABody).Select(b => Body(b * customersABody, customersABody, eventsACustomer)).ToArray();
        // The first round activates the customers and warms the code up.
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = Posters }, async (body, _) => await PostAsync(grid, body));
        return LinesABody * await Measure.RateAsync(Posters, time, (poster, i) => PostAsync(grid, bodies[(poster + i * Posters) % bodies.Length]));
    }

    private static async Task PostAsync(Grid grid, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await grid.Http.PostAsync("/api/activity", content);
        answer.EnsureSuccessStatusCode();
        using var receipt = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        if (receipt.RootElement.GetProperty("accepted").GetInt32() != LinesABody)
            throw new InvalidOperationException($"Not everything was accepted: {receipt.RootElement}");
    }

    private static byte[] Body(int first, int customers, int events)
    {
        var text = new StringBuilder();
        for (var e = 0; e < events; e++)
            for (var c = 0; c < customers; c++)
                text.Append($$"""{"customerId":"{{Grid.CustomerId(first + c)}}","endpoint":"/v2/customers","status":{{(e % 20 == 0 ? 401 : 200)}},"latencyMs":12.5}""").Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
