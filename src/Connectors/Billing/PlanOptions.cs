namespace Aegis.Connectors.Billing;

/// <summary>What our plans are called in the billing system: item prices of Chargebee, prices of Stripe.</summary>
public sealed class PlanOptions
{
    public string Trial { get; set; } = "trial";

    public string Starter { get; set; } = "starter";

    public string Pro { get; set; } = "pro";

    public string Enterprise { get; set; } = "enterprise";

    /// <summary>The billing system's id of a plan by our name.</summary>
    /// <exception cref="ConnectorException">Rejected: there is no such plan.</exception>
    internal string PriceOf(string plan) => plan switch
    {
        "trial" => Trial,
        "starter" => Starter,
        "pro" => Pro,
        "enterprise" => Enterprise,
        _ => throw new ConnectorException(FailureKind.Rejected, $"There is no plan {plan}: use trial, starter, pro or enterprise."),
    };

    /// <summary>Our name of a plan by the billing system's id, or null. A trial may run at a paid plan's price: the paid plan's name wins.</summary>
    internal string? NameOf(string priceId) =>
        priceId == Enterprise ? "enterprise" : priceId == Pro ? "pro" : priceId == Starter ? "starter" : priceId == Trial ? "trial" : null;
}
