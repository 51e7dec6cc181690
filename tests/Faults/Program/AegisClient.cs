using System.Net.Http.Json;
using System.Text.Json;

namespace Aegis.Faults.Program;

/// <summary>The administrator, over HTTP.</summary>
internal sealed class AegisClient : IDisposable
{
    public const string AdminKey = "aegis-faults-admin-key";

    /// <summary>Variables that make <see cref="AdminKey"/> the administrator's.</summary>
    public static readonly IReadOnlyDictionary<string, string> Variables = new Dictionary<string, string> { ["AEGIS_ADMIN_KEY"] = AdminKey };

    private readonly HttpClient _http;

    public AegisClient(Uri address)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("X-Api-Key", AdminKey);
    }

    public async Task<JsonElement> GetAsync(string path) => await ReadAsync(path, await _http.GetAsync(new Uri(path, UriKind.Relative)));

    public async Task<JsonElement> PostAsync(string path, object body) => await ReadAsync(path, await _http.PostAsJsonAsync(path, body));

    /// <summary>Reports calls of a customer, so many of which failed.</summary>
    public async Task CallAsync(string customer, int good, int failed)
    {
        var lines = string.Concat(Enumerable.Range(0, good + failed).Select(i => JsonSerializer.Serialize(
            new { customerId = customer, endpoint = "/v2/customers", status = i < failed ? 401 : 200, reason = i < failed ? "INVALID_KEY" : null }) + "\n"));
        using var body = new StringContent(lines, System.Text.Encoding.UTF8, "application/x-ndjson");
        await ReadAsync("/api/activity", await _http.PostAsync(new Uri("/api/activity", UriKind.Relative), body));
    }

    /// <summary>A customer's interventions, newest first, once they are so.</summary>
    public Task<IReadOnlyList<JsonElement>> InterventionsAsync(string customer, Func<IReadOnlyList<JsonElement>, bool> hold) =>
        ItemsAsync($"/api/interventions?customerId={customer}", hold);

    /// <summary>A list, once there is something on it, and it is so where that is said.</summary>
    public async Task<IReadOnlyList<JsonElement>> ItemsAsync(string list, Func<IReadOnlyList<JsonElement>, bool>? hold = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            JsonElement[] items = [.. (await GetAsync(list)).GetProperty("items").EnumerateArray()];
            if (items.Length > 0 && hold?.Invoke(items) != false)
                return items;
        }
    }

    /// <summary>A new customer who is taken through onboarding; returns the reply.</summary>
    public async Task<JsonElement> OnboardAsync(string customer)
    {
        await PostAsync("/api/customers", new { id = customer, company = customer, email = $"dev@{customer}.example" });
        return await PostAsync($"/api/customers/{customer}/messages", new { text = "We just signed up. Can you set us up and show me how to call the API?" });
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonElement> ReadAsync(string path, HttpResponseMessage answer)
    {
        using var owned = answer;
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
