using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Aegis.Faults.Crashes;

/// <summary>Clients that never give up: every event and message is sent again, under the same id, until it is acknowledged.</summary>
internal sealed class Workload(GridUnderFire grid, string prefix)
{
    private const int EventsPerBatch = 5;

    private readonly SemaphoreSlim _acknowledged = new(0);

    /// <summary>Acknowledged events by customer.</summary>
    public ConcurrentDictionary<string, int> Events { get; } = new();

    /// <summary>Customers whose onboarding message was answered.</summary>
    public ConcurrentBag<string> Onboarded { get; } = [];

    /// <summary>Runs writers of activity and of onboarding messages until told to stop; what was begun is finished first.</summary>
    public Task RunAsync(int writers, int newcomers, CancellationToken stop, CancellationToken giveUp) => Task.WhenAll(
        [.. Enumerable.Range(0, writers).Select(n => RecordAsync($"{prefix}-busy-{n}", stop, giveUp)),
            .. Enumerable.Range(0, newcomers).Select(n => OnboardAsync($"{prefix}-new-{n}", stop, giveUp))]);

    /// <summary>Waits until so many requests more were acknowledged.</summary>
    public async Task AcknowledgedAsync(int requests, CancellationToken giveUp)
    {
        while (requests-- > 0)
            await _acknowledged.WaitAsync(giveUp);
    }

    public static string EmailOf(string customer) => $"dev@{customer}.example";

    private async Task RecordAsync(string customer, CancellationToken stop, CancellationToken giveUp)
    {
        await CreateAsync(customer, giveUp);
        for (var batch = 0; batch == 0 || !stop.IsCancellationRequested; batch++)
        {
            var lines = new StringBuilder();
            for (var n = 0; n < EventsPerBatch; n++)
            {
                lines.Append(JsonSerializer.Serialize(new
                {
                    customerId = customer, id = $"{customer}-{batch}-{n}", endpoint = "/v2/customers", status = 200,
                })).Append('\n');
            }

            var (status, body) = await grid.AskAsync(
                () => new HttpRequestMessage(HttpMethod.Post, Address("/api/activity"))
                {
                    Content = new StringContent(lines.ToString(), new MediaTypeHeaderValue("application/x-ndjson")),
                }, giveUp);
            status.ShouldBe(HttpStatusCode.OK, body);
            var receipt = JsonDocument.Parse(body).RootElement;
            receipt.GetProperty("accepted").GetInt32().ShouldBe(EventsPerBatch, body);
            Events.AddOrUpdate(customer, EventsPerBatch, (_, sum) => sum + EventsPerBatch);
            _acknowledged.Release();
        }
    }

    private async Task OnboardAsync(string series, CancellationToken stop, CancellationToken giveUp)
    {
        for (var n = 0; n == 0 || !stop.IsCancellationRequested; n++)
        {
            var customer = string.Create(CultureInfo.InvariantCulture, $"{series}-{n}");
            await CreateAsync(customer, giveUp);
            await SayAsync(customer, giveUp);
            Onboarded.Add(customer);
            _acknowledged.Release();
        }
    }

    // A turn that crashes cut short again and again is given up and says so (502): then it is said again.
    private async Task SayAsync(string customer, CancellationToken giveUp)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (status, body) = await grid.AskAsync(
                () => Post($"/api/customers/{customer}/messages", $"{customer}-hello-{attempt}", new { text = "Hello, we just signed up. Can you set us up so that we can try the API?" }), giveUp);
            if (status == HttpStatusCode.BadGateway)
                continue;

            ((int)status).ShouldBeInRange(200, 202, body);
            return;
        }
    }

    private async Task CreateAsync(string customer, CancellationToken giveUp)
    {
        var (status, body) = await grid.AskAsync(
            () => Post("/api/customers", $"{customer}-create", new { id = customer, company = customer, email = EmailOf(customer), techStack = new[] { "Python" } }), giveUp);
        status.ShouldBe(HttpStatusCode.Created, body);
    }

    private static HttpRequestMessage Post(string path, string idempotencyKey, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address(path)) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        return request;
    }

    private static Uri Address(string path) => new(path, UriKind.Relative);
}
