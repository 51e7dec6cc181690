using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aegis.Bench.Server;

namespace Aegis.Bench.Scenarios;

/// <summary>From failing calls to Aegis reaching out, while 1,000 events a second of 10,000 customers come in over HTTP, nearly all of them successes. Customers that were set up have their calls fail in one batch each, spread over the run, and are watched on the live events.</summary>
public static class InterventionScenario
{
    private const int Customers = 10_000;
    private const int Spiking = 200;
    private const int Warming = 10;
    private const int EventsASecond = 1_000;
    private const int LinesABatch = 100;
    private const int FailedCalls = 20;

    // The diagnosis calls the product by itself, here the sandbox of this very server.
    private const string ProbeAnswered = ": 200 in";

    // One failed call of 97, so that the failures wander over the customers.
    private const int CallsAFailure = 97;

    public static async Task RunAsync(TimeSpan time, List<Figure> figures)
    {
        foreach (var database in new[] { "sqlite", "postgres" })
        {
            await using var grid = await Grid.StartAsync(database);
            await grid.CreateCustomersAsync(Customers);
            await Parallel.ForEachAsync(Enumerable.Range(0, Spiking + Warming), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) => await SetUpAsync(grid, i));
            await RunAsync(grid, [.. Enumerable.Range(Spiking, Warming).Select(i => new Spike(i))], time);

            using var commits = new CommitWatch();
            var spikes = Enumerable.Range(0, Spiking).Select(i => new Spike(i)).ToArray();
            var (rate, answers) = await RunAsync(grid, spikes, time * 8);
            figures.Add(new("interventions", $"events over HTTP, {database}", rate, "events/s", "wanted", EventsASecond));
            figures.Add(new("interventions", $"a batch of {LinesABatch} answered, p99, {database}", Percentiles.Of(answers).P99, "ms"));
            figures.Add(new("interventions", $"a commit's p99, {database}", Percentiles.Of(commits.Durations).P99, "ms"));
            Add(figures, $"intervention after answer, {database}", [.. spikes.Select(s => s.ToIntervention.FromAnswer)], budget: 1_000);
            Add(figures, $"intervention after sending, {database}", [.. spikes.Select(s => s.ToIntervention.FromSending)]);
            Add(figures, $"message after answer, {database}", [.. spikes.Select(s => s.ToMessage.FromAnswer)]);
            Add(figures, $"message after sending, {database}", [.. spikes.Select(s => s.ToMessage.FromSending)]);
            figures.Add(new("interventions", $"customers with exactly one, {database}", await CountActedOnceAsync(grid, spikes), "customers", "customers with failing calls", Spiking));
        }
    }

    private static void Add(List<Figure> figures, string name, double[] samples, double? budget = null)
    {
        var (p50, p99, max) = Percentiles.Of(samples);
        figures.Add(new("interventions", $"{name}, p50", p50, "ms"));
        figures.Add(new("interventions", $"{name}, p99", p99, "ms", budget is null ? null : "budget: 1 s", budget));
        figures.Add(new("interventions", $"{name}, max", max, "ms"));
    }

    /// <summary>Sends the ordinary calls and, evenly among them, the spikes, each on its own time whatever became of the earlier ones; then waits for the last message.</summary>
    private static async Task<(double Rate, double[] Answers)> RunAsync(Grid grid, Spike[] spikes, TimeSpan time)
    {
        var known = spikes.ToDictionary(spike => spike.CustomerId);
        await using var events = await LiveEvents.OpenAsync(grid.Http, e =>
        {
            if (known.TryGetValue(e.GetProperty("customerId").GetString()!, out var spike))
                spike.Hear(e.GetProperty("topic").GetString()!, e.GetProperty("data"));
        });
        var answers = new ConcurrentBag<double>();
        var watch = Stopwatch.StartNew();
        var batches = (int)(time.TotalSeconds * EventsASecond / LinesABatch);
        await Task.WhenAll(
            PaceAsync(batches, time, watch, async n =>
            {
                var start = Stopwatch.GetTimestamp();
                await PostAsync(grid, Calls(n), LinesABatch);
                answers.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }),
            PaceAsync(spikes.Length, time, watch, n => spikes[n].SendAsync(() => PostAsync(grid, FailingCalls(spikes[n].CustomerId), FailedCalls))));
        var rate = batches * LinesABatch / watch.Elapsed.TotalSeconds;
        await Task.WhenAll(spikes.Select(spike => spike.Answered)).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        return (rate, [.. answers]);
    }

    private static async Task PaceAsync(int times, TimeSpan over, Stopwatch watch, Func<int, Task> act)
    {
        var acts = new Task[times];
        for (var n = 0; n < times; n++)
        {
            await UntilAsync(over * n / times, watch);
            acts[n] = act(n);
        }

        await Task.WhenAll(acts);
        await UntilAsync(over, watch);
    }

    private static Task UntilAsync(TimeSpan time, Stopwatch watch) =>
        time - watch.Elapsed is var early && early > TimeSpan.Zero ? Task.Delay(early, TimeProvider.System) : Task.CompletedTask;

    /// <summary>Those for whom one intervention was announced, is listed, and has its diagnosis with a call that was answered, its ticket and its message.</summary>
    private static async Task<int> CountActedOnceAsync(Grid grid, Spike[] spikes)
    {
        var once = 0;
        foreach (var spike in spikes)
        {
            using var page = JsonDocument.Parse(await grid.Http.GetStringAsync($"/api/interventions?customerId={spike.CustomerId}"));
            var items = page.RootElement.GetProperty("items").EnumerateArray().ToArray();
            if (spike.Openings == 1 && items is [var only] && only.GetProperty("type").GetString() == "error_debugging"
                && only.GetProperty("diagnosis").GetString()!.Contains(ProbeAnswered, StringComparison.Ordinal) && only.GetProperty("message").GetString() != ""
                && only.GetProperty("ticket").ValueKind == JsonValueKind.Object)
                once++;
        }

        return once;
    }

    private static async Task SetUpAsync(Grid grid, int customer)
    {
        using var answer = await grid.Http.PostAsync($"/api/customers/{Grid.CustomerId(customer)}/messages", Grid.Json("""{"text":"help me get started"}"""));
        answer.EnsureSuccessStatusCode();
    }

    private static async Task PostAsync(Grid grid, string lines, int count)
    {
        using var content = new StringContent(lines, Encoding.UTF8, new MediaTypeHeaderValue("application/x-ndjson"));
        using var answer = await grid.Http.PostAsync("/api/activity", content);
        answer.EnsureSuccessStatusCode();
        using var receipt = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        if (receipt.RootElement.GetProperty("accepted").GetInt32() != count)
            throw new InvalidOperationException($"Not everything was accepted: {receipt.RootElement}");
    }

    private static string Calls(int batch)
    {
        var text = new StringBuilder();
        for (var call = batch * LinesABatch; call < (batch + 1) * LinesABatch; call++)
            text.Append(CultureInfo.InvariantCulture, $$"""{"customerId":"{{Grid.CustomerId(call % Customers)}}","endpoint":"/v2/customers","status":{{(call % CallsAFailure == 0 ? 500 : 200)}},"latencyMs":12.5}""").Append('\n');
        return text.ToString();
    }

    private static string FailingCalls(string customerId) => string.Concat(Enumerable.Repeat(
        $$"""{"customerId":"{{customerId}}","endpoint":"/v2/customers","status":401,"reason":"INVALID_KEY","latencyMs":8}""" + "\n", FailedCalls));
}
