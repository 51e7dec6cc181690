using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Aegis.Faults.Program;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>Asks as a client should: under one Idempotency-Key until there is an answer, and again only after "try again" or a broken connection.</summary>
internal sealed class PatientClient : IDisposable
{
    /// <summary>How long a client tries before it calls the request failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private const string Hello = "We just signed up. Can you set us up and show me how to call the API?";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly HttpClient _http;

    public PatientClient(Uri api)
    {
        _http = new HttpClient { BaseAddress = api };
        _http.DefaultRequestHeaders.Add("X-Api-Key", AegisClient.AdminKey);
    }

    /// <summary>Attempts that were told to try again.</summary>
    public int Repeats { get; private set; }

    /// <summary>The longest a request took with all its attempts.</summary>
    public TimeSpan Slowest { get; private set; }

    public Task<JsonElement> GetAsync(string path) => AskAsync(() => new(HttpMethod.Get, path));

    /// <summary>A new customer.</summary>
    public Task<JsonElement> CreateAsync(string customer) =>
        PostAsync("/api/customers", $"create {customer}", () => JsonContent.Create(new { id = customer, company = customer, email = Mail(customer) }));

    /// <summary>Its first message, answered when it is set up.</summary>
    public Task<JsonElement> OnboardAsync(string customer) =>
        PostAsync($"/api/customers/{customer}/messages", $"message {customer}", () => JsonContent.Create(new { text = Hello }));

    /// <summary>So many of its calls to the product.</summary>
    public Task<JsonElement> RecordAsync(string customer, int calls)
    {
        var lines = string.Concat(Enumerable.Range(0, calls).Select(n => $$"""{"customerId":"{{customer}}","endpoint":"GET /v2/customers","status":200,"id":"{{customer}}-{{n}}"}{{"\n"}}"""));
        return PostAsync("/api/activity", $"activity {customer}", () => new StringContent(lines, Encoding.UTF8, "application/x-ndjson"));
    }

    public static string Mail(string customer) => $"dev@{customer}.example";

    public void Dispose() => _http.Dispose();

    private Task<JsonElement> PostAsync(string path, string key, Func<HttpContent> content) => AskAsync(() =>
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content() };
        request.Headers.Add("Idempotency-Key", key);
        return request;
    });

    private async Task<JsonElement> AskAsync(Func<HttpRequestMessage> make)
    {
        var begun = Stopwatch.GetTimestamp();
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        for (; ; Repeats++)
        {
            using var request = make();
            if (await TryAsync(request, late.Token) is { } answer)
            {
                Slowest = Max(Slowest, Stopwatch.GetElapsedTime(begun));
                return answer;
            }

            await Task.Delay(Pause, TimeProvider.System, late.Token);
        }
    }

    /// <summary>The answer, or null when it is to be tried again.</summary>
    private async Task<JsonElement?> TryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (answer.IsSuccessStatusCode)
                return JsonDocument.Parse(text).RootElement;
            ((int)answer.StatusCode).ShouldBeOneOf([503, 429, 409], $"{request.Method} {request.RequestUri}: {text}");
            answer.Headers.RetryAfter.ShouldNotBeNull(text);
            return null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
