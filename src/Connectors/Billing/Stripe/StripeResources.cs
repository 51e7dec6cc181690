using System.Collections.Immutable;

namespace Aegis.Connectors.Billing.Stripe;

/// <summary>The parts of Stripe's answers that we read.</summary>
internal sealed record StripeList<T>(IReadOnlyList<T>? Data, bool HasMore = false);

internal sealed record StripeObject(string Id);

internal sealed record StripeCustomer(string Id, long Created, ImmutableDictionary<string, string>? Metadata);

/// <param name="Discounts">Expanded.</param>
internal sealed record StripeSubscription(string Id, string Status, long Created, long? TrialEnd, StripeList<StripeItem>? Items,
    ImmutableDictionary<string, string>? Metadata, IReadOnlyList<StripeDiscount>? Discounts = null);

internal sealed record StripeItem(string Id, StripeObject? Price);

internal sealed record StripeDiscount(string Id, StripeObject? Coupon);

/// <param name="Amount">In the currency's smallest unit; below 0 is in the customer's favour.</param>
internal sealed record StripeBalanceTransaction(string Id, long Amount, string Currency, ImmutableDictionary<string, string>? Metadata);

internal sealed record StripeErrorBody(StripeError? Error);

internal sealed record StripeError(string? Type, string? Code, string? Message, string? Param);
