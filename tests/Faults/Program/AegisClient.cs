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
