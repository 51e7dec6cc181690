using System.Globalization;
using System.Security.Cryptography;
using Aegis.Behaviours;
using Aegis.LoadTest.Measuring;
using Aegis.LoadTest.Reports;
using Aegis.LoadTest.Traffic;
using Aegis.LoadTest.Verification;

namespace Aegis.LoadTest;

/// <summary>One run: customers act, what they began is finished, then everything acknowledged is compared with the grid.</summary>
/// <param name="progress">Gets a line a second.</param>
public sealed class LoadRun(LoadOptions options, HttpClient http, TimeProvider time, TextWriter progress)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Meter _meter = new();

    /// <param name="stop">Ends the load early; the report is complete.</param>
    /// <param name="giveUp">Ends everything; what is known is reported, and counts as failed.</param>
    /// <exception cref="OptionException">The grid does not answer, or refuses the key.</exception>
    public async Task<LoadReport> RunAsync(CancellationToken stop, CancellationToken giveUp)
    {
        await progress.WriteLineAsync($"load: {options}");
        Require(await AskAsync(giveUp));
        var started = time.GetUtcNow();
        // Fresh customers each run: what an earlier run left is not counted again.
        var run = $"{started:yyyyMMddHHmmss}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";
        var accounts = Enumerable.Range(0, options.Customers).Select(i => new CustomerAccount($"load-{run}-{i}")).ToList();
        var timeline = new Timeline(_meter, time);
        await ActAsync(accounts, timeline, stop, giveUp);
        var acted = timeline.Elapsed;
        var verdict = giveUp.IsCancellationRequested ? null : await VerifyAsync(accounts, giveUp);
        return Report(run, started, acted, timeline, stop.IsCancellationRequested, verdict);
    }

    private Task<Answer?> AskAsync(CancellationToken giveUp) =>
        Client(new Meter()).SendAsync("check", () => new HttpRequestMessage(HttpMethod.Get, "/api/customers?limit=1"), giveUp);

    private void Require(Answer? answer)
    {
        if (answer is { Ok: true })
            return;
        throw new OptionException(answer switch
        {
            null => $"Nothing answers at {options.Url}: start the grid with ./aegis run, or give its address as --url.",
            { Status: 401 or 403 } => $"{options.Url} refuses the key: give it as --api-key or AEGIS_ADMIN_KEY, or the grid's data directory as --data.",
            _ => $"{options.Url} answered {answer.Status}: {answer.Body}",
        });
    }

    private async Task ActAsync(List<CustomerAccount> accounts, Timeline timeline, CancellationToken stop, CancellationToken giveUp)
    {
        using var over = new CancellationTokenSource(options.Duration, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stop, giveUp);
        var grid = Client(_meter);
        var lives = Task.WhenAll(accounts.Select((account, i) => Task.Run(() =>
            new SimulatedCustomer(account, grid, _meter, time, giveUp).LiveAsync(Behaviour.Of(options.Seed, i), options.Beat, end.Token), CancellationToken.None)));
        while (!lives.IsCompleted)
        {
            await Task.WhenAny(lives, Task.Delay(Interval, time, CancellationToken.None));
            Say(timeline.Next(), lives.IsCompleted || !end.IsCancellationRequested ? "" : "  finishing what was begun");
        }

        try
        {
            await lives;
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            // Given up in the middle of operations: reported as far as it came.
        }
    }

    private async Task<Verdict?> VerifyAsync(List<CustomerAccount> accounts, CancellationToken giveUp)
    {
        await progress.WriteLineAsync("load: comparing every customer with the grid…");
        try
        {
            // Asked once more, so that a grid that is gone is not asked for every customer.
            if (await AskAsync(giveUp) is not { Ok: true })
                return null;
            return await new Verifier(Client(new Meter()), time, options.Settle).VerifyAsync(accounts, giveUp);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            return null;
        }
    }

    private LoadReport Report(string run, DateTimeOffset started, TimeSpan acted, Timeline timeline, bool endedEarly, Verdict? verdict)
    {
        var together = new Histogram();
        foreach (var latencies in _meter.Latencies.Values)
            together.Add(latencies);
        var totals = _meter.Totals;
        return new(
            run, options.Url.ToString(), options.Seed, options.Customers, options.OperationsPerSecond, started, acted.TotalSeconds, endedEarly,
            totals, OperationFigures.Of("all", together),
            [.. _meter.Latencies.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => OperationFigures.Of(l.Key, l.Value))],
            TroubleCount.Of(_meter.Errors), TroubleCount.Of(_meter.Retries),
            verdict, options.Objectives.Judge(together.Count, totals.Errors, together.Percentile(0.99), verdict), [.. timeline.Samples]);
    }

    private GridClient Client(Meter meter) => new(http, meter, time, options.Timeout, options.RetryBudget);

    private void Say(Sample s, string note) => progress.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{s.At,5:0} s  {s.Customers,6} customers  {s.RequestsPerSecond,7:0} req/s  {s.EventsPerSecond,8:0} events/s  {_meter.Totals.Errors,5} errors  {s.Retries,5} retries  p50 {s.P50Ms,8:0.0} ms  p99 {s.P99Ms,8:0.0} ms{note}"));
}
