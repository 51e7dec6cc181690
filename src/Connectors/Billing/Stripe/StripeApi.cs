using System.Net.Http.Headers;
using System.Text.Json;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Billing.Stripe;

/// <summary>Stripe REST: form fields in, JSON out, one version of it; errors are <see cref="ProviderException"/>.</summary>
internal sealed class StripeApi(ConnectionOptions options, TimeProvider time) : IDisposable
{
    public const string Address = "https://api.stripe.com";

    /// <summary>The version whose fields we read and write, whatever the account's own is.</summary>
    public const string Version = "2024-06-20";

    private const string KeyHeader = "Idempotency-Key";
    private const string ReplayedHeader = "Idempotent-Replayed";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly ProviderHttp _http = new(options, time, ReadError, authorization: new AuthenticationHeaderValue("Bearer", options.ApiKey));

    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken, params (string Name, string Value)[] query)
    {
        var asked = string.Join('&', query.Select(part => $"{Uri.EscapeDataString(part.Name)}={Uri.EscapeDataString(part.Value)}"));
        var (body, _) = await _http.SendAsync<T>(HttpMethod.Get, $"v1/{path}{(asked.Length > 0 ? $"?{asked}" : "")}", null, Json, cancellationToken, ("Stripe-Version", Version));
        return body;
    }

    public async Task<Answer<T>> PostAsync<T>(string path, string idempotencyKey, CancellationToken cancellationToken, params (string Name, string? Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!)));
        var (body, headers) = await _http.SendAsync<T>(
            HttpMethod.Post, $"v1/{path}", form, Json, cancellationToken, ("Stripe-Version", Version), (KeyHeader, idempotencyKey));
        return new(body, headers.TryGetValues(ReplayedHeader, out var values) && values.Contains("true"));
    }

    public void Dispose() => _http.Dispose();

    private static (string, string, string?) ReadError(JsonElement body)
    {
        var error = body.Deserialize<StripeErrorBody>(Json)?.Error;
        return (error?.Code ?? error?.Type ?? "unknown", error?.Message ?? "no reason given", error?.Param);
    }
}
