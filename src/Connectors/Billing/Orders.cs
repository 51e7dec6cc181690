namespace Aegis.Connectors.Billing;

/// <summary>What can be done at the billing system.</summary>
public enum BillingEffect { Trial, Upgrade, Discount, Credit }

/// <param name="CustomerReference">Our key of the customer, "workspace/customer id".</param>
/// <param name="Days">Length of the trial in days.</param>
public sealed record TrialOrder(string CustomerReference, string Company, string Email, int Days);

/// <param name="Plan">Our name of the plan: starter, pro, enterprise.</param>
public sealed record UpgradeOrder(string CustomerReference, string Company, string Email, string Plan);

/// <param name="Plan">Our name of the plan the customer is on.</param>
/// <param name="Percent">1 to 100, for as long as the options say.</param>
public sealed record DiscountOrder(string CustomerReference, string Company, string Email, string Plan, int Percent);

/// <param name="Amount">In whole units of the currency: 25.50 euro.</param>
/// <param name="Currency">One of <see cref="Money.Currencies"/>.</param>
/// <param name="Reason">What the customer reads of it; one line.</param>
public sealed record CreditOrder(string CustomerReference, string Company, string Email, decimal Amount, string Currency, string Reason);

/// <summary>A subscription as the billing system has it.</summary>
/// <param name="Plan">Our name of the plan, or null when its price is none of ours.</param>
/// <param name="TrialEnd">When a trial ends or ended; null without one.</param>
public sealed record Subscription(string Id, string? Plan, string PriceId, SubscriptionStatus Status, DateTimeOffset? TrialEnd, DateTimeOffset CreatedAt);

/// <summary>Whether a subscription runs, in the words that all billing systems share.</summary>
public enum SubscriptionStatus { Trial, Active, PastDue, Paused, Ended }
