using Aegis.Actions;

namespace Aegis.Grains.Policy;

/// <summary>What the protocol must know of each tool.</summary>
public static class ToolTraits
{
    /// <summary>The operation a customer needs only once, however and by whomever it is asked for; null for tools that may be used again.</summary>
    public static string? OnceFor(string tool) => tool switch
    {
        Tools.CreateTrialSubscription => "trial",
        Tools.ProvisionTestEnvironment => "site",
        Tools.SendOnboardingEmail => "mail:onboarding",
        _ => null,
    };

    /// <summary>Performed by the customer's grain itself, in the commit of the intent.</summary>
    public static bool IsInternal(string tool) => tool is Tools.GenerateApiKeys or Tools.UpdateCustomerState or Tools.ApplyAuthFix;

    /// <summary>Whether the provider can tell by the idempotency key what an attempt came to. Mail cannot.</summary>
    public static bool CanLookUp(string tool) => tool is not Tools.SendOnboardingEmail;
}
