using System.Globalization;
using System.Text.RegularExpressions;
using Aegis.Customers;

namespace Aegis.Grains.Agents.Growth;

/// <summary>Use against the plan.</summary>
/// <param name="Current">Null without a plan.</param>
/// <param name="CallsAMonth">At the pace of the last seven days.</param>
public sealed record PlanUse(Plan? Current, long CallsAMonth)
{
    /// <summary>Share of the plan's calls, or null without a plan.</summary>
    public double? Share => Current is null ? null : (double)CallsAMonth / Current.MonthlyCalls;
}

/// <summary>What may be offered to a customer: proposals that a person approves, never done by themselves.</summary>
public static partial class GrowthRules
{
    /// <summary>The largest discount Aegis may propose, in percent; more is for a person from the start.</summary>
    public const int LargestDiscount = Policy.PolicyRules.LargestDiscount;

    private const int DaysAMonth = 30;

    public static PlanUse Use(Customer customer, HealthReport health) =>
        new(Plans.Of(customer.Tier), health.CallsLast7Days * DaysAMonth / 7);

    /// <summary>The plan above that holds the use, or null when the present one does or nothing is above it.</summary>
    public static Plan? Upsell(Customer customer, HealthReport health)
    {
        var use = Use(customer, health);
        return use.Share >= 0.8 || health.UsageTrend == UsageTrend.Increasing
            ? Plans.All.FirstOrDefault(p => p.Price > 0 && p.Tier > customer.Tier && p.MonthlyCalls * 0.8 >= use.CallsAMonth)
            : null;
    }

    /// <summary>The discount to propose to a paying customer whose use declines, in percent; null for none.</summary>
    public static int? Retention(Customer customer, HealthReport health) =>
        customer.Tier > Tier.Trial && health.UsageTrend == UsageTrend.Declining ? LargestDiscount : null;

    /// <summary>The plan a message names, above or below the present one; null for none.</summary>
    public static Plan? Wanted(string message) =>
        PlanName().Match(message) is { Success: true } match
            ? Plans.Named(match.Value.ToLowerInvariant() switch { "business" or "professional" => "pro", "basic" => "starter", var name => name })
            : null;

    /// <summary>Whether a message asks for a change of plan, not only what plans there are.</summary>
    public static bool WantsChange(string message) => Change().IsMatch(message) && !AsksOnly().IsMatch(message);

    /// <summary>The discount a message names, in percent, or null.</summary>
    public static int? Discount(string message) =>
        Percent().Match(message) is { Success: true } match && int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
        && percent is >= 1 and <= 100
            ? percent
            : null;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\b(enterprise|pro|professional|business|starter|basic)\b", Options)]
    private static partial Regex PlanName();

    [GeneratedRegex(@"\b(upgrad\w*|switch\w*|move|change|convert|go (?:to )?(?:pro|enterprise|starter)|need (?:more|a (?:bigger|larger|higher))|bigger|larger|higher|more (?:calls|volume|quota|requests)|increase|bump|raise|buy|purchase|subscribe|sign (?:me|us) up|wechsel\w*|hochstufen|umsteigen|upgraden|mehr|gr[oö][sß]+er\w*|cambiar|mejorar|m[aá]s|actualizar|passer|augmenter|plus de|mudar|aumentar|mais)\b", Options)]
    private static partial Regex Change();

    [GeneratedRegex(@"\b(how much|what (?:do|does|is|are|plans|'s)|price|prices|pricing|cost|costs|compare|which plans?|is there|was kostet|welche|preise?|cu[aá]nto|qu[eé] planes|combien|quels?|quanto|quais)\b", Options)]
    private static partial Regex AsksOnly();

    [GeneratedRegex(@"(?<![\d.,])(\d{1,3})\s?(?:%|percent|prozent|por ?ciento|pour ?cent|por cento)", Options)]
    private static partial Regex Percent();
}
