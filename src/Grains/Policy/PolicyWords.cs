using System.Globalization;
using Aegis.Actions;
using Aegis.Actors;
using Aegis.Customers;
using Aegis.Grains.Hosting;
using Aegis.Policy;

namespace Aegis.Grains.Policy;

/// <summary>A policy in plain words, for people who do not read its text.</summary>
internal static class PolicyWords
{
    private const string Everything = "*";

    public static PolicySummary Of(PolicySet policy) => new(
        [
            .. policy.Actions.OrderByDescending(action => Precision(action.Key)).ThenBy(action => action.Key, StringComparer.Ordinal).SelectMany(action => Of(action.Key, action.Value)),
            .. policy.Actions.ContainsKey(Everything) ? [] : ImmutableArray.Create(new PolicyRuleView(Everything, PolicyRuling.Refuse, 0, [], null)),
        ],
        Settings(policy),
        policy.Stopped);

    /// <summary>Of names that stand for several actions, the longest counts.</summary>
    private static int Precision(string action) => action.EndsWith('*') ? action.Length : int.MaxValue;

    private static IEnumerable<PolicyRuleView> Of(string action, ImmutableArray<PolicyRule> rules)
    {
        foreach (var rule in rules)
            yield return new(action, Ruling(rule.Decision), rule.Decision == PolicyVerdict.NeedsApproval ? rule.Approvals : 0, [.. When(action, rule)], rule.Reason);
        if (When(action, rules[^1]).Any())
            yield return new(action, PolicyRuling.Refuse, 0, ["nothing above fits"], null);
    }

    private static PolicyRuling Ruling(PolicyVerdict verdict) => verdict switch
    {
        PolicyVerdict.Run => PolicyRuling.Run,
        PolicyVerdict.NeedsApproval => PolicyRuling.Approve,
        _ => PolicyRuling.Refuse,
    };

    private static IEnumerable<string> When(string action, PolicyRule rule)
    {
        if (!rule.Tiers.IsEmpty)
            yield return $"the customer's plan is {Either(rule.Tiers.Select(tier => tier == Tier.None ? "none yet" : SnakeCase.Of(tier)))}";
        if (!rule.Environments.IsEmpty)
            yield return $"it is for {Either(rule.Environments)}";
        if (!rule.By.IsEmpty)
            yield return $"{Either(rule.By.Select(Person))} does it directly";
        if (!rule.Agents.IsEmpty)
            yield return $"proposed by {Either(rule.Agents)}";
        if (Amount(action, rule) is { } amount)
            yield return amount;
        if (rule.PerCustomerPerDay is { } each)
            yield return $"fewer than {each} for the customer that day";
        if (rule.PerDay is { } all)
            yield return string.Create(CultureInfo.InvariantCulture, $"fewer than {all:N0} that day in all");
    }

    private static string? Amount(string action, PolicyRule rule) => (rule.AtLeast, rule.AtMost) switch
    {
        (null, null) => null,
        ({ } least, null) => $"{Number(least)}{Unit(action)} or more",
        (null, { } most) => $"up to {Number(most)}{Unit(action)}",
        ({ } least, { } most) => $"{Number(least)} to {Number(most)}{Unit(action)}",
    };

    private static string Person(Role role) => role switch
    {
        Role.System => "Aegis itself",
        Role.Agent or Role.Approver or Role.Admin => $"an {SnakeCase.Of(role)}",
        _ => $"a {SnakeCase.Of(role)}",
    };

    private static string Unit(string action) => action switch
    {
        Tools.ApplyDiscount => " %",
        Tools.UpgradePlan => " EUR a month",
        _ => "",
    };

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static ImmutableArray<PolicySetting> Settings(PolicySet policy) =>
    [
        new("Requests for approval expire after", Hours(policy.ApprovalsExpireAfter)),
        new("Customers are written to", policy.QuietHours is { } quiet ? $"not from {quiet.From:HH:mm} to {quiet.To:HH:mm} in their time zone" : "at any hour"),
        new("Mails to a customer", (policy.ContactsPerDay, policy.ContactsPerWeek) switch
        {
            (null, null) => "as many as there are reasons for",
            ({ } day, null) => $"at most {day} a day",
            (null, { } week) => $"at most {week} in seven days",
            ({ } day, { } week) => $"at most {day} a day and {week} in seven days",
        }),
        new("Time zone of customers who named none", policy.TimeZone),
    ];

    private static string Hours(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0} hours");

    private static string Either(IEnumerable<string> all)
    {
        string[] names = [.. all];
        return names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }
}
