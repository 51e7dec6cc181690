using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aegis.Connectors.Billing;

/// <param name="MetaData">JSON of the caller's own.</param>
internal sealed record NewBillingCustomer(string? Id, string? Company, string? Email, string? MetaData);

/// <param name="TrialEnd">Seconds since 1970, UTC; 0 for none.</param>
internal sealed record NewBillingSubscription(string? Id, string CustomerId, string ItemPriceId, long? TrialEnd);

/// <summary>What is null stays as it is.</summary>
/// <param name="TrialEnd">0 ends a trial at once.</param>
/// <param name="CouponId">Added to those that are there.</param>
/// <param name="MetaData">JSON that takes the place of what was kept.</param>
internal sealed record SubscriptionChange(string? ItemPriceId = null, long? TrialEnd = null, string? CouponId = null, string? MetaData = null);

/// <param name="Months">How long it lasts; null for ever.</param>
internal sealed record NewBillingCoupon(string Id, int Percent, int? Months);

/// <param name="Amount">In the currency's smallest unit.</param>
/// <param name="Reference">The caller's own name for it.</param>
internal sealed record NewBillingCredit(string CustomerId, long Amount, string CurrencyCode, string Description, string? Reference);

internal sealed record BillingCustomer(string Id, string? Company, string? Email, long CreatedAt)
{
    public string Object => "customer";
}

/// <param name="Status">in_trial, active, cancelled, and more that only the real one knows.</param>
internal sealed record BillingSubscription(string Id, string CustomerId, IReadOnlyList<BillingItem>? SubscriptionItems, string Status, long? TrialStart,
    long? TrialEnd, long CreatedAt, IReadOnlyList<BillingCouponUse>? Coupons = null, JsonElement? MetaData = null)
{
    public string Object => "subscription";

    /// <summary>The plan's price: add-ons and charges follow it.</summary>
    [JsonIgnore]
    public string ItemPriceId =>
        (SubscriptionItems?.FirstOrDefault(item => item.ItemType == "plan") ?? SubscriptionItems?.FirstOrDefault())?.ItemPriceId ?? "";
}

internal sealed record BillingItem(string ItemPriceId, string? ItemType = "plan", int? Quantity = 1);

internal sealed record BillingCouponUse(string CouponId);

internal sealed record BillingCoupon(string Id, double? DiscountPercentage)
{
    public string Object => "coupon";
}

internal sealed record BillingCredit(string Id, string CustomerId, long Amount, string CurrencyCode, string? Description, string? Reference, long CreatedAt)
{
    public string Object => "promotional_credit";
}
