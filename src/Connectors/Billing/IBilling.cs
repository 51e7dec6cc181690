namespace Aegis.Connectors.Billing;

/// <summary>The billing system: subscriptions of customers. Effects take an idempotency key and can be looked up by it.</summary>
public interface IBilling : IConnector
{
    /// <summary>Creates the customer there if needed and a trial subscription. Facts: subscription_id, plan, trial_end (ISO 8601).</summary>
    /// <exception cref="ConnectorException">By kind: rejected, unavailable, or unknown.</exception>
    Task<Receipt> CreateTrialAsync(TrialOrder order, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>What an earlier call with this key did, or null when the provider never saw it.</summary>
    Task<Receipt?> FindAsync(string idempotencyKey, CancellationToken cancellationToken);
}

/// <param name="CustomerReference">Our key of the customer, "workspace/customer id".</param>
/// <param name="Days">Length of the trial in days.</param>
public sealed record TrialOrder(string CustomerReference, string Company, string Email, int Days);
