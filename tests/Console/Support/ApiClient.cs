using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Aegis.Console.Support;

/// <summary>A backend service beside the console: adds customers, reports their calls, reads lists, all over HTTP.</summary>
public sealed class ApiClient : IDisposable
{
    private readonly HttpClient _client;

    public ApiClient(Uri address)
    {
        _client = new() { BaseAddress = address };
        _client.DefaultRequestHeaders.Add("X-Api-Key", ConsoleServer.AdminKey);
    }

    public void Dispose() => _client.Dispose();

    public async Task AddCustomerAsync(string id, string company)
    {
        using var answer = await _client.PostAsJsonAsync("/api/customers", new { id, company, email = $"{id}@example.com" });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Reports as many calls of one status.</summary>
    public async Task ReportAsync(string customerId, int calls, int status, string? reason = null, string endpoint = "GET /v2/customers")
    {
        var line = JsonSerializer.Serialize(new { customerId, endpoint, status, reason });
        using var content = new StringContent(string.Join('\n', Enumerable.Repeat(line, calls)), Encoding.UTF8, "application/x-ndjson");
        using var answer = await _client.PostAsync("/api/activity", content);
        answer.EnsureSuccessStatusCode();
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).ShouldSatisfyAllConditions(a => a.GetProperty("accepted").GetInt32().ShouldBe(calls, a.ToString()));
    }

    public async Task PostAsync(string address, object body)
    {
        using var answer = await _client.PostAsJsonAsync(address, body);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{address}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Posts and answers the status, whatever it is.</summary>
    public async Task<int> TryPostAsync(string address, object body)
    {
        using var answer = await _client.PostAsJsonAsync(address, body);
        return (int)answer.StatusCode;
    }

    /// <summary>Asks for an approval and answers its id.</summary>
    public async Task<string> AskAsync(string customerId, string actionType, object arguments)
    {
        using var answer = await _client.PostAsJsonAsync("/api/hil/approvals", new { customerId, actionType, arguments });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public async Task<JsonElement> GetAsync(string address) => await _client.GetFromJsonAsync<JsonElement>(address);
}
