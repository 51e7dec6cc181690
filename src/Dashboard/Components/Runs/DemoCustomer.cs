namespace Aegis.Dashboard.Components.Runs;

/// <summary>A customer that --demo adds, as the page of simulations presents it.</summary>
/// <param name="About">What it is a case of.</param>
/// <param name="Say">What is worth saying as this customer.</param>
public sealed record DemoCustomer(string Id, string About, string Say)
{
    public static readonly ImmutableArray<DemoCustomer> All =
    [
        new("demo_new_customer", "Just signed up, and has nothing yet.", "I am a new customer, help me get started with Chargebee"),
        new("demo_trial_customer", "Has had a test key for a day, and made no call.", "How do I integrate with Python?"),
        new("demo_active_customer", "A month of ever more calls, on Python and Django.", "We would like to upgrade to enterprise"),
        new("demo_at_risk_customer", "Calls ever less; some calls failed on a malformed header.", "My API calls keep failing with 401 errors"),
    ];
}
