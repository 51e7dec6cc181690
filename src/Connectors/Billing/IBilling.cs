namespace Aegis.Connectors.Billing;

/// <summary>
/// The billing system: subscriptions of customers. Effects take an idempotency key and can be looked up by it.
/// Every effect throws <see cref="ConnectorException"/> by kind: rejected, unavailable, or unknown.
/// </summary>
public interface IBilling : IConnector
{
    /// <summary>Creates the customer there if needed and a trial subscription. Facts: subscription_id, plan, trial_end (ISO 8601).</summary>
    Task<Receipt> CreateTrialAsync(TrialOrder order, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Puts the customer on a plan at once, which ends a trial; makes customer and subscription where there are none. Facts: subscription_id, plan.</summary>
    Task<Receipt> UpgradeAsync(UpgradeOrder order, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Takes a percentage off the customer's subscription; rejected where there is none. Facts: subscription_id, coupon_id, percent.</summary>
    Task<Receipt> DiscountAsync(DiscountOrder order, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Gives the customer money to pay invoices with; makes the customer where there is none. Facts: amount, currency.</summary>
    Task<Receipt> CreditAsync(CreditOrder order, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>What an earlier call of that kind with this key did for the customer, or null when there is nothing of it.</summary>
    Task<Receipt?> FindAsync(BillingEffect effect, string customerReference, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>The customer's newest subscription that runs, else the newest that ended, or null when there never was one.</summary>
    Task<Subscription?> CurrentAsync(string customerReference, CancellationToken cancellationToken);
}
