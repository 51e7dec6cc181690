using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace Aegis.Cluster.Chaos;

/// <summary>Customers that read their profile and record a call, by turns and without retries, once a second each, and note what came of it.</summary>
public sealed class RecoveryProbe(HttpClient http, int probes, TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly ConcurrentQueue<ProbeCall> _calls = [];
    private readonly long _begun = time.GetTimestamp();

    /// <summary>Since the probe was made.</summary>
    public TimeSpan Now => time.GetElapsedTime(_begun);

    public IReadOnlyCollection<ProbeCall> Calls => _calls;

    /// <summary>Makes the customers that are missing.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(Enumerable.Range(0, probes), cancellationToken, async (n, token) =>
        {
            using var answer = await http.PostAsJsonAsync("/api/customers", new { id = Id(n), company = "Probe", email = $"dev@{Id(n)}.example" }, token);
            answer.EnsureSuccessStatusCode();
        });

    /// <summary>Calls until told to end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(Enumerable.Range(0, probes).Select(n => FollowAsync(n, cancellationToken)));

    private async Task FollowAsync(int n, CancellationToken cancellationToken)
    {
        try
        {
            // Spread over the beat, so that they do not all call at once.
            await Task.Delay(Beat * ((double)n / probes), time, cancellationToken);
            using var timer = new PeriodicTimer(Beat, time);
            for (var reads = true; await timer.WaitForNextTickAsync(cancellationToken); reads = !reads)
                await CallAsync(n, reads, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to end.
        }
    }

    private async Task CallAsync(int n, bool reads, CancellationToken cancellationToken)
    {
        var begun = Now;
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var request = reads ? Read(n) : Record(n);
            using var answer = await http.SendAsync(request, either.Token);
            // Reading and recording recover each for itself.
            Note(n, reads, begun, answer.StatusCode == HttpStatusCode.OK);
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Note(n, reads, begun, ok: false);
        }
    }

    private void Note(int n, bool reads, TimeSpan begun, bool ok) => _calls.Enqueue(new(reads ? n : probes + n, begun, Now, ok));

    private static HttpRequestMessage Read(int n) => new(HttpMethod.Get, $"/api/customers/{Id(n)}");

    private static HttpRequestMessage Record(int n) => new(HttpMethod.Post, "/api/activity")
    {
        Content = new StringContent($$"""{"customerId":"{{Id(n)}}","endpoint":"/v2/customers","status":200}""", Encoding.UTF8, "application/x-ndjson"),
    };

    private static string Id(int n) => string.Create(CultureInfo.InvariantCulture, $"probe-{n}");
}
