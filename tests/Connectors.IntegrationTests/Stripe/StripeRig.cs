namespace Aegis.Connectors.IntegrationTests.Stripe;

/// <summary>Our Stripe client, pointed at a server of the tests.</summary>
internal static class StripeRig
{
    public static Clients Connect(Uri url, string apiKey = "sk_test_double", TimeProvider? time = null, string trialPrice = "price_trial") => new(options =>
    {
        options.Billing.Provider = BillingProvider.Stripe;
        options.Billing.Url = url.ToString();
        options.Billing.ApiKey = apiKey;
        options.Billing.Plans = new() { Trial = trialPrice, Starter = "price_starter", Pro = "price_pro", Enterprise = "price_enterprise" };
    }, time);
}
