using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Billing;

/// <summary>The part of the billing system's API that we use, in its own words; errors are <see cref="ProviderException"/>.</summary>
internal interface IBillingApi
{
    Task<Answer<BillingCustomer>> CreateCustomerAsync(NewBillingCustomer customer, string? idempotencyKey, CancellationToken cancellationToken);

    Task<Answer<BillingSubscription>> CreateSubscriptionAsync(NewBillingSubscription subscription, string? idempotencyKey, CancellationToken cancellationToken);

    Task<BillingSubscription> GetSubscriptionAsync(string id, CancellationToken cancellationToken);
}

/// <param name="MetaData">JSON of the caller's own.</param>
internal sealed record NewBillingCustomer(string? Id, string? Company, string? Email, string? MetaData);

/// <param name="TrialEnd">Seconds since 1970, UTC.</param>
internal sealed record NewBillingSubscription(string? Id, string CustomerId, string ItemPriceId, long? TrialEnd);

internal sealed record BillingCustomer(string Id, string? Company, string? Email, string? MetaData, long CreatedAt)
{
    public string Object => "customer";
}

/// <param name="Status">in_trial, active or cancelled.</param>
internal sealed record BillingSubscription(string Id, string CustomerId, string ItemPriceId, string Status, long? TrialStart, long? TrialEnd, long CreatedAt)
{
    public string Object => "subscription";
}
