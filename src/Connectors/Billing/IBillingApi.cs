using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Billing;

/// <summary>The part of Chargebee's API that we use, in its own words; errors are <see cref="ProviderException"/>.</summary>
internal interface IBillingApi
{
    Task<Answer<BillingCustomer>> CreateCustomerAsync(NewBillingCustomer customer, string? idempotencyKey, CancellationToken cancellationToken);

    Task<Answer<BillingSubscription>> CreateSubscriptionAsync(NewBillingSubscription subscription, string? idempotencyKey, CancellationToken cancellationToken);

    Task<Answer<BillingSubscription>> UpdateSubscriptionAsync(string id, SubscriptionChange change, string? idempotencyKey, CancellationToken cancellationToken);

    Task<BillingSubscription> GetSubscriptionAsync(string id, CancellationToken cancellationToken);

    /// <summary>The customer's subscriptions, newest first.</summary>
    Task<IReadOnlyList<BillingSubscription>> ListSubscriptionsAsync(string customerId, CancellationToken cancellationToken);

    Task<Answer<BillingCoupon>> CreateCouponAsync(NewBillingCoupon coupon, string? idempotencyKey, CancellationToken cancellationToken);

    Task<Answer<BillingCredit>> AddCreditAsync(NewBillingCredit credit, string? idempotencyKey, CancellationToken cancellationToken);

    /// <summary>The customer's credits, newest first.</summary>
    Task<IReadOnlyList<BillingCredit>> ListCreditsAsync(string customerId, CancellationToken cancellationToken);
}
