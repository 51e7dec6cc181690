using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Billing;

/// <summary>
/// Billing behind our contract. Ids are made from our own keys, so that an effect is found again, and refused
/// a second time, also when the provider has long forgotten the idempotency key.
/// </summary>
internal sealed class BillingClient(string name, IBillingApi api, ConnectorCalls calls, TimeProvider time) : IBilling
{
    private const string TrialPlan = "trial";

    public string Name { get; } = name;

    public bool IsSandbox => true;

    public async Task<Receipt> CreateTrialAsync(TrialOrder order, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        var customer = new NewBillingCustomer(ProviderIds.From("cus", order.CustomerReference), order.Company, order.Email,
            JsonSerializer.Serialize(new { customer_reference = order.CustomerReference }));
        await calls.RunAsync("create_customer", CallKind.Keyed, token => EnsureCustomerAsync(customer, $"{key}-customer", token), cancellationToken);

        var subscription = new NewBillingSubscription(SubscriptionId(idempotencyKey), customer.Id!, TrialPlan,
            time.GetUtcNow().AddDays(order.Days).ToUnixTimeSeconds());
        return await calls.RunAsync("create_subscription", CallKind.Keyed, token => CreateOrFindAsync(subscription, key, token), cancellationToken);
    }

    public Task<Receipt?> FindAsync(string idempotencyKey, CancellationToken cancellationToken) =>
        calls.RunAsync("get_subscription", CallKind.Read, token => FindSubscriptionAsync(SubscriptionId(idempotencyKey), token), cancellationToken);

    private async Task<bool> EnsureCustomerAsync(NewBillingCustomer customer, string key, CancellationToken cancellationToken)
    {
        try
        {
            return !(await api.CreateCustomerAsync(customer, key, cancellationToken)).Replayed;
        }
        catch (ProviderException answer) when (answer.Code == ProviderCodes.Duplicate)
        {
            return false;
        }
    }

    /// <summary>A repetition may carry another trial end, or come after the key's window: what is there then counts.</summary>
    private async Task<Receipt> CreateOrFindAsync(NewBillingSubscription subscription, string key, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await api.CreateSubscriptionAsync(subscription, key, cancellationToken);
            return ToReceipt(answer.Value, answer.Replayed);
        }
        catch (ProviderException answer) when (answer.Code is ProviderCodes.Duplicate or ProviderCodes.KeyReused)
        {
            if (await FindSubscriptionAsync(subscription.Id!, cancellationToken) is { } known)
                return known;
            throw;
        }
    }

    private async Task<Receipt?> FindSubscriptionAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return ToReceipt(await api.GetSubscriptionAsync(id, cancellationToken), replayed: true);
        }
        catch (ProviderException answer) when (answer.Code == ProviderCodes.NotFound)
        {
            return null;
        }
    }

    private static string SubscriptionId(string idempotencyKey) => ProviderIds.From("sub", ProviderIds.Key(idempotencyKey));

    private static Receipt ToReceipt(BillingSubscription subscription, bool replayed)
    {
        var facts = ImmutableSortedDictionary<string, string>.Empty
            .Add("plan", subscription.ItemPriceId)
            .Add("subscription_id", subscription.Id);
        if (subscription.TrialEnd is { } end)
            facts = facts.Add("trial_end", DateTimeOffset.FromUnixTimeSeconds(end).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        return new Receipt(subscription.Id, facts, replayed);
    }
}
