using System.Globalization;
using Aegis.Connectors.Calls;

namespace Aegis.Connectors.Billing.Stripe;

/// <summary>Stripe behind our contract. What an operation made bears its key, so that it is found when Stripe has long forgotten the idempotency key.</summary>
internal sealed class StripeBilling(string name, StripeApi api, BillingConnectionOptions options, ConnectorCalls calls) : IBilling
{
    private const string Mark = "aegis_operation";
    private const string Marks = "aegis_operations";
    private const int MarksKept = 10;

    private readonly StripeCustomers _customers = new(api, calls);

    public string Name { get; } = name;

    public bool IsSandbox => false;

    public async Task<Receipt> CreateTrialAsync(TrialOrder order, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        var customer = await _customers.EnsureAsync(order.CustomerReference, order.Company, order.Email, cancellationToken);
        return Made(await ListAsync(customer, cancellationToken), key) is { } done
            ? ToReceipt(done, replayed: true)
            : await CreateAsync(customer, order.CustomerReference, options.Plans.Trial, order.Days, key, cancellationToken);
    }

    public async Task<Receipt> UpgradeAsync(UpgradeOrder order, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        var price = options.Plans.PriceOf(order.Plan);
        var customer = await _customers.EnsureAsync(order.CustomerReference, order.Company, order.Email, cancellationToken);
        var known = await ListAsync(customer, cancellationToken);
        if (Made(known, key) is { } done)
            return ToReceipt(done, replayed: true);
        if (Running(known) is not { } current)
            return await CreateAsync(customer, order.CustomerReference, price, trialDays: null, key, cancellationToken);

        return await UpdateAsync(current.Id, key, subscription => IsMarked(subscription, key), cancellationToken,
            ("items[0][id]", current.Items?.Data?.FirstOrDefault()?.Id), ("items[0][price]", price), ("proration_behavior", "create_prorations"),
            ("trial_end", current.Status == "trialing" ? "now" : null),
            ($"metadata[{Marks}]", string.Join(',', MarksOf(current).Append(key).TakeLast(MarksKept))));
    }

    public async Task<Receipt> DiscountAsync(DiscountOrder order, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        var customer = await _customers.FindAsync(order.CustomerReference, cancellationToken);
        var known = customer is null ? [] : await ListAsync(customer, cancellationToken);
        if (known.FirstOrDefault(subscription => HasCoupon(subscription, key)) is { } done)
            return WithDiscount(ToReceipt(done, replayed: true), key, order.Percent);
        var current = Running(known) ?? throw new ConnectorException(FailureKind.Rejected, $"{Name} has no running subscription of this customer to take a discount off.");

        await calls.RunAsync("create_coupon", CallKind.Keyed, token => EnsureCouponAsync(order.Percent, key, token), cancellationToken);
        // The list takes the place of what is there, so the discounts that run are named with it.
        var discounts = (current.Discounts ?? []).Select((discount, i) => ($"discounts[{i}][discount]", (string?)discount.Id)).ToList();
        discounts.Add(($"discounts[{discounts.Count}][coupon]", CouponId(key)));
        return WithDiscount(await UpdateAsync(current.Id, key, subscription => HasCoupon(subscription, key), cancellationToken, [.. discounts]), key, order.Percent);
    }

    public async Task<Receipt> CreditAsync(CreditOrder order, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        var minor = Money.ToMinor(order.Amount, order.Currency);
        var customer = await _customers.EnsureAsync(order.CustomerReference, order.Company, order.Email, cancellationToken);
        if (await FindCreditAsync(customer, key, cancellationToken) is { } done)
            return done;
        return await calls.RunAsync("add_credit", CallKind.Keyed, async token =>
        {
            var answer = await api.PostAsync<StripeBalanceTransaction>($"customers/{Uri.EscapeDataString(customer)}/balance_transactions", key, token,
                ("amount", (-minor).ToString(CultureInfo.InvariantCulture)), ("currency", order.Currency.ToLowerInvariant()),
                ("description", order.Reason), ($"metadata[{Mark}]", key));
            return ToReceipt(answer.Value, answer.Replayed);
        }, cancellationToken);
    }

    public async Task<Receipt?> FindAsync(BillingEffect effect, string customerReference, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = ProviderIds.Key(idempotencyKey);
        if (await _customers.FindAsync(customerReference, cancellationToken) is not { } customer)
            return null;
        if (effect == BillingEffect.Credit)
            return await FindCreditAsync(customer, key, cancellationToken);
        var known = await ListAsync(customer, cancellationToken);
        if (effect != BillingEffect.Discount)
            return Made(known, key) is { } made ? ToReceipt(made, replayed: true) : null;
        return known.FirstOrDefault(subscription => HasCoupon(subscription, key)) is { } discounted
            ? WithDiscount(ToReceipt(discounted, replayed: true), key, percent: null)
            : null;
    }

    public async Task<Subscription?> CurrentAsync(string customerReference, CancellationToken cancellationToken)
    {
        if (await _customers.FindAsync(customerReference, cancellationToken) is not { } customer)
            return null;
        var known = await ListAsync(customer, cancellationToken);
        return (Running(known) ?? known.FirstOrDefault()) is { } current ? ToSubscription(current) : null;
    }

    private Task<Receipt> CreateAsync(string customer, string reference, string price, int? trialDays, string key, CancellationToken cancellationToken) =>
        calls.RunAsync("create_subscription", CallKind.Keyed, async token =>
        {
            var answer = await api.PostAsync<StripeSubscription>("subscriptions", key, token,
                ("customer", customer), ("items[0][price]", price), ("trial_period_days", trialDays?.ToString(CultureInfo.InvariantCulture)),
                ("trial_settings[end_behavior][missing_payment_method]", trialDays is null ? null : "cancel"),
                ($"metadata[{StripeCustomers.Reference}]", reference), ($"metadata[{Mark}]", key));
            return ToReceipt(answer.Value, answer.Replayed);
        }, cancellationToken);

    /// <summary>A refusal may be one of the second attempt: what is there then counts.</summary>
    private Task<Receipt> UpdateAsync(string id, string key, Func<StripeSubscription, bool> isDone, CancellationToken cancellationToken, params (string Name, string? Value)[] fields) =>
        calls.RunAsync("update_subscription", CallKind.Keyed, async token =>
        {
            var path = $"subscriptions/{Uri.EscapeDataString(id)}";
            try
            {
                var answer = await api.PostAsync<StripeSubscription>(path, key, token, [.. fields, ("expand[0]", "discounts")]);
                return ToReceipt(answer.Value, answer.Replayed);
            }
            catch (ProviderException answer) when (answer.Status is >= 400 and < 500 and not 429)
            {
                if (await api.GetAsync<StripeSubscription>(path, token, ("expand[0]", "discounts")) is { } known && isDone(known))
                    return ToReceipt(known, replayed: true);
                throw;
            }
        }, cancellationToken);

    private async Task<bool> EnsureCouponAsync(int percent, string key, CancellationToken cancellationToken)
    {
        try
        {
            var months = options.DiscountMonths;
            var made = await api.PostAsync<StripeObject>("coupons", $"{key}-coupon", cancellationToken,
                ("id", CouponId(key)), ("percent_off", percent.ToString(CultureInfo.InvariantCulture)), ("max_redemptions", "1"),
                ("duration", months == 0 ? "forever" : "repeating"), ("duration_in_months", months == 0 ? null : months.ToString(CultureInfo.InvariantCulture)));
            return !made.Replayed;
        }
        catch (ProviderException answer) when (answer.Code == ProviderCodes.Exists)
        {
            return false;
        }
    }

    private Task<IReadOnlyList<StripeSubscription>> ListAsync(string customer, CancellationToken cancellationToken) =>
        calls.RunAsync<IReadOnlyList<StripeSubscription>>("list_subscriptions", CallKind.Read, async token =>
            [.. ((await api.GetAsync<StripeList<StripeSubscription>>("subscriptions", token,
                ("customer", customer), ("status", "all"), ("limit", "100"), ("expand[0]", "data.discounts"))).Data ?? []).OrderByDescending(subscription => subscription.Created)],
            cancellationToken);

    private Task<Receipt?> FindCreditAsync(string customer, string key, CancellationToken cancellationToken) =>
        calls.RunAsync("list_credits", CallKind.Read, async token =>
            (await api.GetAsync<StripeList<StripeBalanceTransaction>>($"customers/{Uri.EscapeDataString(customer)}/balance_transactions", token, ("limit", "100")))
                .Data?.FirstOrDefault(entry => entry.Metadata?.GetValueOrDefault(Mark) == key) is { } found ? ToReceipt(found, replayed: true) : null,
            cancellationToken);

    private static string CouponId(string key) => ProviderIds.From("aegis", key);

    private static StripeSubscription? Running(IEnumerable<StripeSubscription> known) =>
        known.FirstOrDefault(subscription => StatusOf(subscription) != SubscriptionStatus.Ended);

    private static StripeSubscription? Made(IEnumerable<StripeSubscription> known, string key) => known.FirstOrDefault(subscription => IsMarked(subscription, key));

    private static bool IsMarked(StripeSubscription subscription, string key) =>
        subscription.Metadata?.GetValueOrDefault(Mark) == key || MarksOf(subscription).Contains(key);

    private static string[] MarksOf(StripeSubscription subscription) =>
        subscription.Metadata?.GetValueOrDefault(Marks)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static bool HasCoupon(StripeSubscription subscription, string key) =>
        subscription.Discounts?.Any(discount => discount.Coupon?.Id == CouponId(key)) == true;

    private static SubscriptionStatus StatusOf(StripeSubscription subscription) => subscription.Status switch
    {
        "trialing" => SubscriptionStatus.Trial,
        "past_due" or "unpaid" or "incomplete" => SubscriptionStatus.PastDue,
        "paused" => SubscriptionStatus.Paused,
        "canceled" or "incomplete_expired" => SubscriptionStatus.Ended,
        _ => SubscriptionStatus.Active,
    };

    private Subscription ToSubscription(StripeSubscription subscription)
    {
        var price = subscription.Items?.Data?.FirstOrDefault()?.Price?.Id ?? "";
        return new(subscription.Id, options.Plans.NameOf(price), price, StatusOf(subscription),
            subscription.TrialEnd is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : null, DateTimeOffset.FromUnixTimeSeconds(subscription.Created));
    }

    private Receipt ToReceipt(StripeSubscription subscription, bool replayed) => Receipts.Of(ToSubscription(subscription), replayed);

    private static Receipt ToReceipt(StripeBalanceTransaction entry, bool replayed) =>
        Receipts.OfCredit(entry.Id, -entry.Amount, entry.Currency.ToUpperInvariant(), replayed);

    private static Receipt WithDiscount(Receipt receipt, string key, int? percent) => Receipts.WithDiscount(receipt, CouponId(key), percent);
}
