using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Billing;

/// <summary>Billing over HTTP, in the manner of Chargebee v2.</summary>
internal sealed class HttpBillingApi(ConnectionOptions options, TimeProvider time) : IBillingApi, IDisposable
{
    private readonly ProviderHttp _http = new(options, time, ReadError);

    public async Task<Answer<BillingCustomer>> CreateCustomerAsync(NewBillingCustomer customer, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var (body, headers) = await PostAsync("api/v2/customers", idempotencyKey, cancellationToken,
            ("id", customer.Id), ("company", customer.Company), ("email", customer.Email), ("meta_data", customer.MetaData));
        return new Answer<BillingCustomer>(body.Customer ?? throw Missing("customer"), Replayed(headers));
    }

    public async Task<Answer<BillingSubscription>> CreateSubscriptionAsync(NewBillingSubscription subscription, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var (body, headers) = await PostAsync(
            $"api/v2/customers/{Uri.EscapeDataString(subscription.CustomerId)}/subscription_for_items", idempotencyKey, cancellationToken,
            ("id", subscription.Id), ("subscription_items[item_price_id][0]", subscription.ItemPriceId),
            ("trial_end", subscription.TrialEnd?.ToString(CultureInfo.InvariantCulture)));
        return new Answer<BillingSubscription>(body.Subscription ?? throw Missing("subscription"), Replayed(headers));
    }

    public async Task<BillingSubscription> GetSubscriptionAsync(string id, CancellationToken cancellationToken)
    {
        var (body, _) = await _http.SendAsync<BillingEnvelope>(
            HttpMethod.Get, $"api/v2/subscriptions/{Uri.EscapeDataString(id)}", null, BillingWire.Json, cancellationToken);
        return body.Subscription ?? throw Missing("subscription");
    }

    public void Dispose() => _http.Dispose();

    private Task<(BillingEnvelope Body, HttpResponseHeaders Headers)> PostAsync(
        string path, string? idempotencyKey, CancellationToken cancellationToken, params (string Name, string? Value)[] fields)
    {
        var form = new FormUrlEncodedContent(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!)));
        return _http.SendAsync<BillingEnvelope>(HttpMethod.Post, path, form, BillingWire.Json, cancellationToken, (BillingWire.KeyHeader, idempotencyKey));
    }

    private static bool Replayed(HttpResponseHeaders headers) =>
        headers.TryGetValues(BillingWire.ReplayedHeader, out var values) && values.Contains("true");

    private static JsonException Missing(string part) => new($"The answer holds no {part}.");

    private static (string, string, string?) ReadError(JsonElement body)
    {
        var error = body.Deserialize<BillingError>();
        return (error?.ApiErrorCode ?? "unknown", error?.Message ?? "no reason given", error?.Param);
    }
}
