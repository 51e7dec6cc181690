using System.Text.Json;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Billing;

/// <summary>
/// Chargebee, or the sandbox that speaks like it, behind our contract. Ids are made from our own keys, so that an effect is
/// found again, and refused a second time, also when the provider has long forgotten the idempotency key.
/// </summary>
internal sealed class BillingClient(string name, bool isSandbox, IBillingApi api, BillingConnectionOptions options, ConnectorCalls calls, TimeProvider time) : IBilling
{
    public string Name { get; } = name;

    public bool IsSandbox { get; } = isSandbox;

    public async Task<Receipt> CreateTrialAsync(TrialOrder order, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        var customerId = await EnsureCustomerAsync(order.CustomerReference, order.Company, order.Email, key, cancellationToken);
        var subscription = new NewBillingSubscription(SubscriptionId(key), customerId, options.Plans.Trial, time.GetUtcNow().AddDays(order.Days).ToUnixTimeSeconds());
        return await CreateSubscriptionAsync(subscription, key, cancellationToken);
    }

    public async Task<Receipt> UpgradeAsync(UpgradeOrder order, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        var price = options.Plans.PriceOf(order.Plan);
        var customerId = await EnsureCustomerAsync(order.CustomerReference, order.Company, order.Email, key, cancellationToken);
        var known = await ListSubscriptionsAsync(customerId, cancellationToken);
        if (Upgraded(known, key) is { } done)
            return ToReceipt(done, replayed: true);
        if (Running(known) is not { } current)
            return await CreateSubscriptionAsync(new NewBillingSubscription(SubscriptionId(key), customerId, price, TrialEnd: null), key, cancellationToken);

        var change = new SubscriptionChange(price, current.Status == "in_trial" ? 0 : null, MetaData: OperationMarks.Add(current.MetaData, key));
        return await UpdateAsync(current.Id, change, key, marked => OperationMarks.Has(marked.MetaData, key), cancellationToken);
    }

    public async Task<Receipt> DiscountAsync(DiscountOrder order, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        var known = await ListSubscriptionsAsync(CustomerId(order.CustomerReference), cancellationToken);
        if (Discounted(known, key) is { } done)
            return ToDiscount(done, key, order.Percent, replayed: true);
        var currentId = Running(known)?.Id ?? await SubscribeAsync(order, key, cancellationToken);

        var coupon = new NewBillingCoupon(CouponId(key), order.Percent, options.DiscountMonths == 0 ? null : options.DiscountMonths);
        await calls.RunAsync("create_coupon", CallKind.Keyed, token => EnsureAsync(api.CreateCouponAsync(coupon, $"{key}-coupon", token)), cancellationToken);
        var receipt = await UpdateAsync(currentId, new SubscriptionChange(CouponId: coupon.Id), key, sub => HasCoupon(sub, key), cancellationToken);
        return WithDiscount(receipt, key, order.Percent);
    }

    public async Task<Receipt> CreditAsync(CreditOrder order, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        var minor = Money.ToMinor(order.Amount, order.Currency);
        var customerId = await EnsureCustomerAsync(order.CustomerReference, order.Company, order.Email, key, cancellationToken);
        var credit = new NewBillingCredit(customerId, minor, order.Currency, order.Reason, key);
        return await calls.RunAsync("add_credit", CallKind.Keyed, async token =>
        {
            var answer = await api.AddCreditAsync(credit, key, token);
            return ToReceipt(answer.Value, answer.Replayed);
        }, cancellationToken);
    }

    public async Task<Receipt?> FindAsync(BillingEffect effect, string customerReference, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        switch (effect)
        {
            case BillingEffect.Trial:
                return await calls.RunAsync("get_subscription", CallKind.Read, token => FindSubscriptionAsync(SubscriptionId(key), token), cancellationToken);
            case BillingEffect.Credit:
                var credits = await calls.RunAsync("list_credits", CallKind.Read, token => api.ListCreditsAsync(CustomerId(customerReference), token), cancellationToken);
                return credits.FirstOrDefault(credit => credit.Reference == key) is { } credit ? ToReceipt(credit, replayed: true) : null;
            default:
                var known = await ListSubscriptionsAsync(CustomerId(customerReference), cancellationToken);
                return effect == BillingEffect.Upgrade
                    ? Upgraded(known, key) is { } upgraded ? ToReceipt(upgraded, replayed: true) : null
                    : Discounted(known, key) is { } discounted ? ToDiscount(discounted, key, percent: null, replayed: true) : null;
        }
    }

    public async Task<Subscription?> CurrentAsync(string customerReference, CancellationToken cancellationToken)
    {
        var known = await ListSubscriptionsAsync(CustomerId(customerReference), cancellationToken);
        return (Running(known) ?? known.FirstOrDefault()) is { } current ? ToSubscription(current) : null;
    }

    /// <summary>The sandbox never saw a customer that was imported with its plan, so it takes that over; the real one must have it.</summary>
    private async Task<string> SubscribeAsync(DiscountOrder order, string key, CancellationToken cancellationToken)
    {
        if (!IsSandbox || order.Plan is not ("starter" or "pro" or "enterprise"))
            throw new ConnectorException(FailureKind.Rejected, $"{Name} has no running subscription of this customer to take a discount off.");
        var customerId = await EnsureCustomerAsync(order.CustomerReference, order.Company, order.Email, key, cancellationToken);
        var subscription = new NewBillingSubscription(SubscriptionId(order.CustomerReference), customerId, options.Plans.PriceOf(order.Plan), TrialEnd: null);
        return (await CreateSubscriptionAsync(subscription, $"{key}-subscription", cancellationToken)).Id;
    }

    private async Task<string> EnsureCustomerAsync(string reference, string company, string email, string key, CancellationToken cancellationToken)
    {
        var customer = new NewBillingCustomer(CustomerId(reference), company, email, JsonSerializer.Serialize(new { customer_reference = reference }));
        await calls.RunAsync("create_customer", CallKind.Keyed, token => EnsureAsync(api.CreateCustomerAsync(customer, $"{key}-customer", token)), cancellationToken);
        return customer.Id!;
    }

    /// <summary>Whether it was made by this call; one of that id that is there already will do.</summary>
    private static async Task<bool> EnsureAsync<T>(Task<Answer<T>> creation)
    {
        try
        {
            return !(await creation).Replayed;
        }
        // The same key with other fields: it was made under another name or address.
        catch (ProviderException answer) when (answer.Code is ProviderCodes.Duplicate || answer.Code.Contains("idempotency", StringComparison.Ordinal))
        {
            return false;
        }
    }

    /// <summary>A repetition may carry another trial end, or come after the key's window: what is there then counts.</summary>
    private Task<Receipt> CreateSubscriptionAsync(NewBillingSubscription subscription, string key, CancellationToken cancellationToken) =>
        calls.RunAsync("create_subscription", CallKind.Keyed, async token =>
        {
            try
            {
                var answer = await api.CreateSubscriptionAsync(subscription, key, token);
                return ToReceipt(answer.Value, answer.Replayed);
            }
            catch (ProviderException answer) when (answer.Status is >= 400 and < 500 and not 429)
            {
                if (await FindSubscriptionAsync(subscription.Id!, token) is { } known)
                    return known;
                throw;
            }
        }, cancellationToken);

    /// <summary>A refusal may be one of the second attempt: what is there then counts.</summary>
    private Task<Receipt> UpdateAsync(string id, SubscriptionChange change, string key, Func<BillingSubscription, bool> isDone, CancellationToken cancellationToken) =>
        calls.RunAsync("update_subscription", CallKind.Keyed, async token =>
        {
            try
            {
                var answer = await api.UpdateSubscriptionAsync(id, change, key, token);
                return ToReceipt(answer.Value, answer.Replayed);
            }
            catch (ProviderException answer) when (answer.Status is >= 400 and < 500 and not 429)
            {
                if (await api.GetSubscriptionAsync(id, token) is { } known && isDone(known))
                    return ToReceipt(known, replayed: true);
                throw;
            }
        }, cancellationToken);

    private Task<IReadOnlyList<BillingSubscription>> ListSubscriptionsAsync(string customerId, CancellationToken cancellationToken) =>
        calls.RunAsync("list_subscriptions", CallKind.Read, token => api.ListSubscriptionsAsync(customerId, token), cancellationToken);

    private async Task<Receipt?> FindSubscriptionAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return ToReceipt(await api.GetSubscriptionAsync(id, cancellationToken), replayed: true);
        }
        catch (ProviderException answer) when (answer.Status == 404)
        {
            return null;
        }
    }

    private static string CustomerId(string reference) => ProviderIds.From("cus", reference);

    private static string SubscriptionId(string key) => ProviderIds.From("sub", key);

    private static string CouponId(string key) => ProviderIds.From("aegis", key);

    private static BillingSubscription? Running(IReadOnlyList<BillingSubscription> known) =>
        known.FirstOrDefault(subscription => StatusOf(subscription) != SubscriptionStatus.Ended);

    private static BillingSubscription? Upgraded(IReadOnlyList<BillingSubscription> known, string key) =>
        known.FirstOrDefault(subscription => subscription.Id == SubscriptionId(key) || OperationMarks.Has(subscription.MetaData, key));

    private static BillingSubscription? Discounted(IReadOnlyList<BillingSubscription> known, string key) =>
        known.FirstOrDefault(subscription => HasCoupon(subscription, key));

    private static bool HasCoupon(BillingSubscription subscription, string key) =>
        subscription.Coupons?.Any(coupon => coupon.CouponId == CouponId(key)) == true;

    private static SubscriptionStatus StatusOf(BillingSubscription subscription) => subscription.Status switch
    {
        "in_trial" or "future" => SubscriptionStatus.Trial,
        "paused" => SubscriptionStatus.Paused,
        "cancelled" or "transferred" => SubscriptionStatus.Ended,
        _ => SubscriptionStatus.Active,
    };

    private Subscription ToSubscription(BillingSubscription subscription) => new(
        subscription.Id, options.Plans.NameOf(subscription.ItemPriceId), subscription.ItemPriceId, StatusOf(subscription),
        subscription.TrialEnd is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : null, DateTimeOffset.FromUnixTimeSeconds(subscription.CreatedAt));

    private Receipt ToReceipt(BillingSubscription subscription, bool replayed) => Receipts.Of(ToSubscription(subscription), replayed);

    private Receipt ToDiscount(BillingSubscription subscription, string key, int? percent, bool replayed) =>
        WithDiscount(ToReceipt(subscription, replayed), key, percent);

    private static Receipt WithDiscount(Receipt receipt, string key, int? percent) => Receipts.WithDiscount(receipt, CouponId(key), percent);

    private static Receipt ToReceipt(BillingCredit credit, bool replayed) => Receipts.OfCredit(credit.Id, credit.Amount, credit.CurrencyCode, replayed);
}
