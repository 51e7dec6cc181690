using System.Globalization;
using Aegis.Actions;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;

namespace Aegis.Grains.Actions;

/// <summary>The arguments of an action: what was proposed, and what only the customer's state may say, such as where mail goes.</summary>
public static class ActionFacts
{
    public const string Company = "company";
    public const string Email = "email";
    public const string Days = "days";
    public const string Site = "site";

    /// <summary>The plan a discount is taken off.</summary>
    public const string CurrentPlan = "current_plan";

    public static ImmutableSortedDictionary<string, string> Complete(
        string tool, ImmutableSortedDictionary<string, string> proposed, CustomerState state, int trialDays) => tool switch
    {
        Tools.CreateTrialSubscription => proposed
            .SetItem(Company, state.Company).SetItem(Email, state.Email).SetItem(Days, trialDays.ToString(CultureInfo.InvariantCulture)),
        Tools.ApplyDiscount => proposed
            .SetItem(Company, state.Company).SetItem(Email, state.Email).SetItem(CurrentPlan, SnakeCase.Of(state.Tier)),
        Tools.UpgradePlan or Tools.ApplyCredit => proposed.SetItem(Company, state.Company).SetItem(Email, state.Email),
        Tools.SendOnboardingEmail => WithSite(proposed.SetItem(Company, state.Company).SetItem(Email, state.Email), state.Site),
        _ => proposed,
    };

    /// <summary>The hash of what was proposed, of arguments with the state's facts: those may have moved since, and it is the same proposal.</summary>
    public static string ProposedHash(string tool, ImmutableSortedDictionary<string, string> arguments) => ArgumentsHash.Of(tool, arguments.RemoveRange(Of(tool)));

    private static ImmutableArray<string> Of(string tool) => tool switch
    {
        Tools.CreateTrialSubscription => [Company, Email, Days],
        Tools.ApplyDiscount => [Company, Email, CurrentPlan],
        Tools.UpgradePlan or Tools.ApplyCredit => [Company, Email],
        Tools.SendOnboardingEmail => [Company, Email, Site],
        _ => [],
    };

    private static ImmutableSortedDictionary<string, string> WithSite(ImmutableSortedDictionary<string, string> arguments, string? site) =>
        site is null ? arguments : arguments.SetItem(Site, site);
}
