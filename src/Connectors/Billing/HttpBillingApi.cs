using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Billing;

/// <summary>Chargebee REST v2, at its site or at our sandbox.</summary>
internal sealed class HttpBillingApi(ConnectionOptions options, TimeProvider time) : IBillingApi, IDisposable
{
    /// <summary>Of a list so much is read; a customer with more than that is none of ours.</summary>
    private const int MostPages = 5;

    private readonly ProviderHttp _http = new(options, time, ReadError);

    public async Task<Answer<BillingCustomer>> CreateCustomerAsync(NewBillingCustomer customer, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var (body, replayed) = await PostAsync("customers", idempotencyKey, cancellationToken,
            ("id", customer.Id), ("company", customer.Company), ("email", customer.Email), ("meta_data", customer.MetaData));
        return new(body.Customer ?? throw Missing("customer"), replayed);
    }

    public async Task<Answer<BillingSubscription>> CreateSubscriptionAsync(NewBillingSubscription subscription, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var (body, replayed) = await PostAsync($"customers/{Uri.EscapeDataString(subscription.CustomerId)}/subscription_for_items", idempotencyKey, cancellationToken,
            ("id", subscription.Id), (BillingWire.ItemPrice, subscription.ItemPriceId), ("trial_end", Number(subscription.TrialEnd)));
        return new(body.Subscription ?? throw Missing("subscription"), replayed);
    }

    public async Task<Answer<BillingSubscription>> UpdateSubscriptionAsync(string id, SubscriptionChange change, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var (body, replayed) = await PostAsync($"subscriptions/{Uri.EscapeDataString(id)}/update_for_items", idempotencyKey, cancellationToken,
            (BillingWire.ItemPrice, change.ItemPriceId), ("trial_end", Number(change.TrialEnd)), (BillingWire.Coupon, change.CouponId), ("meta_data", change.MetaData));
        return new(body.Subscription ?? throw Missing("subscription"), replayed);
    }

    public async Task<BillingSubscription> GetSubscriptionAsync(string id, CancellationToken cancellationToken)
    {
        var (body, _) = await _http.SendAsync<BillingEnvelope>(
            HttpMethod.Get, $"api/v2/subscriptions/{Uri.EscapeDataString(id)}", null, BillingWire.Json, cancellationToken);
        return body.Subscription ?? throw Missing("subscription");
    }

    public async Task<IReadOnlyList<BillingSubscription>> ListSubscriptionsAsync(string customerId, CancellationToken cancellationToken) =>
        await ListAsync($"subscriptions?{OfCustomer(customerId)}&sort_by%5Bdesc%5D=created_at", entry => entry.Subscription, cancellationToken);

    public async Task<Answer<BillingCoupon>> CreateCouponAsync(NewBillingCoupon coupon, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var (body, replayed) = await PostAsync("coupons/create_for_items", idempotencyKey, cancellationToken,
            ("id", coupon.Id), ("name", coupon.Id), ("discount_type", "percentage"), ("discount_percentage", Number(coupon.Percent)),
            ("apply_on", "invoice_amount"), ("duration_type", coupon.Months is null ? "forever" : "limited_period"),
            ("period", Number(coupon.Months)), ("period_unit", coupon.Months is null ? null : "month"), ("max_redemptions", "1"));
        return new(body.Coupon ?? throw Missing("coupon"), replayed);
    }

    public async Task<Answer<BillingCredit>> AddCreditAsync(NewBillingCredit credit, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var (body, replayed) = await PostAsync("promotional_credits/add", idempotencyKey, cancellationToken,
            ("customer_id", credit.CustomerId), ("amount", Number(credit.Amount)), ("currency_code", credit.CurrencyCode),
            ("description", credit.Description), ("reference", credit.Reference));
        return new(body.PromotionalCredit ?? throw Missing("promotional_credit"), replayed);
    }

    public async Task<IReadOnlyList<BillingCredit>> ListCreditsAsync(string customerId, CancellationToken cancellationToken) =>
        await ListAsync($"promotional_credits?{OfCustomer(customerId)}", entry => entry.PromotionalCredit, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<(BillingEnvelope Body, bool Replayed)> PostAsync(
        string path, string? idempotencyKey, CancellationToken cancellationToken, params (string Name, string? Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!)));
        var (body, headers) = await _http.SendAsync<BillingEnvelope>(
            HttpMethod.Post, $"api/v2/{path}", form, BillingWire.Json, cancellationToken, (BillingWire.KeyHeader, idempotencyKey));
        return (body, Replayed(headers));
    }

    private async Task<List<T>> ListAsync<T>(string path, Func<BillingEnvelope, T?> part, CancellationToken cancellationToken) where T : class
    {
        var found = new List<T>();
        string? offset = null;
        for (var page = 0; page < MostPages; page++)
        {
            var next = offset is null ? "" : $"&offset={Uri.EscapeDataString(offset)}";
            var (body, _) = await _http.SendAsync<BillingPage>(HttpMethod.Get, $"api/v2/{path}&limit=100{next}", null, BillingWire.Json, cancellationToken);
            found.AddRange((body.List ?? throw Missing("list")).Select(part).OfType<T>());
            if ((offset = body.NextOffset) is null)
                break;
        }

        return found;
    }

    private static string OfCustomer(string customerId) => $"{Uri.EscapeDataString(BillingWire.OfCustomer)}={Uri.EscapeDataString(customerId)}";

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static bool Replayed(HttpResponseHeaders headers) =>
        headers.TryGetValues(BillingWire.ReplayedHeader, out var values) && values.Contains("true");

    private static JsonException Missing(string part) => new($"The answer holds no {part}.");

    private static (string, string, string?) ReadError(JsonElement body)
    {
        var error = body.Deserialize<BillingError>();
        return (error?.ApiErrorCode ?? "unknown", error?.Message ?? "no reason given", error?.Param);
    }
}
