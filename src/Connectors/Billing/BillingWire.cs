using System.Text.Json;
using System.Text.Json.Serialization;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Billing;

/// <summary>How Chargebee looks on the wire: form fields in, snake-case JSON out.</summary>
internal static class BillingWire
{
    public const string KeyHeader = "chargebee-idempotency-key";
    public const string ReplayedHeader = "chargebee-idempotency-replayed";

    /// <summary>Names of form fields and of filters.</summary>
    public const string ItemPrice = "subscription_items[item_price_id][0]";
    public const string Coupon = "coupon_ids[0]";
    public const string OfCustomer = "customer_id[is]";

    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The error body of an answer.</summary>
    public static BillingError Error(ProviderException answer) =>
        new(answer.Message, answer.Status is >= 500 or 429 ? "operation_failed" : "invalid_request", answer.Code, answer.Field, answer.Status);
}

internal sealed record BillingEnvelope(
    BillingCustomer? Customer = null, BillingSubscription? Subscription = null, BillingCoupon? Coupon = null, BillingCredit? PromotionalCredit = null);

/// <param name="NextOffset">Where the next page begins; null on the last.</param>
internal sealed record BillingPage(IReadOnlyList<BillingEnvelope>? List, string? NextOffset = null);

internal sealed record BillingError(
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("api_error_code")] string ApiErrorCode,
    [property: JsonPropertyName("param"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Param,
    [property: JsonPropertyName("http_status_code")] int HttpStatusCode);
