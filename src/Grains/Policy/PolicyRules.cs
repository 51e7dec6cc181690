using Aegis.Actions;
using Aegis.Actors;
using Aegis.Grains.Hosting;
using Aegis.Policy;

namespace Aegis.Grains.Policy;

/// <summary>What may run alone, what needs people, what never runs: decided from policy, the authenticated actor and the tool, never by a model.</summary>
public static class PolicyRules
{
    /// <summary>The largest discount that agents propose by themselves, in percent.</summary>
    public const int LargestDiscount = 10;

    public static PolicyDecision Decide(PolicySet policy, PolicyQuestion question)
    {
        if (Stopping(policy, question) is { } stopped)
            return new(PolicyVerdict.Refused, Describe(stopped));
        if (question.Tool == Tools.ApplyAuthFix && FixRules.WhyNot(question.Arguments.GetValueOrDefault(ToolArguments.Cause)) is { } unfit)
            return new(PolicyVerdict.Refused, unfit);
        foreach (var rule in policy.RulesOf(question.Tool))
            if (Fits(rule, question))
                return Decide(policy, rule, question);
        return new(PolicyVerdict.Refused, Refusal(question));
    }

    /// <summary>The switch, of policy or of run time, that stops this; null for none.</summary>
    public static KillSwitch? Stopping(PolicySet policy, PolicyQuestion question) =>
        Stopping(policy, question.Switches, question.CustomerId, question.AgentId, question.Tool);

    public static KillSwitch? Stopping(PolicySet policy, KillSwitches switches, string customerId, string? agentId, string tool) =>
        switches.Stopping(customerId, agentId, tool) ?? new KillSwitches(0, policy.Stopped).Stopping(customerId, agentId, tool);

    public static string Describe(KillSwitch stopped) =>
        stopped.Scope == SwitchScope.Fleet
            ? "All actions are stopped by a kill switch: a person takes it off again."
            : $"A kill switch stops the {SnakeCase.Of(stopped.Scope)} {stopped.Name}: a person takes it off again.";

    private static PolicyDecision Decide(PolicySet policy, PolicyRule rule, PolicyQuestion question) => rule.Decision switch
    {
        PolicyVerdict.Run when ContactRules.WaitUntil(policy, question) is { } wait => wait,
        PolicyVerdict.Run => new(PolicyVerdict.Run, "") { Places = rule.PerDay },
        PolicyVerdict.NeedsApproval => new(PolicyVerdict.NeedsApproval, rule.Reason ?? Approval(question, rule.Approvals)) { Approvals = rule.Approvals },
        _ => new(PolicyVerdict.Refused, rule.Reason ?? Refusal(question)),
    };

    private static bool Fits(PolicyRule rule, PolicyQuestion question) =>
        (rule.Tiers.IsEmpty || rule.Tiers.Contains(question.Tier))
        && (rule.Environments.IsEmpty || (question.Arguments.TryGetValue(ToolArguments.Environment, out var environment) && rule.Environments.Contains(environment)))
        && (rule.By.IsEmpty || (question.AgentId is null && rule.By.Contains(question.Role)))
        && (rule.Agents.IsEmpty || (question.AgentId is { } agent && rule.Agents.Contains(agent)))
        && FitsAmount(rule, question)
        && !(question.Today >= rule.PerCustomerPerDay)
        && !(rule.PerDay is not null && question.DayIsFull);

    private static bool FitsAmount(PolicyRule rule, PolicyQuestion question) =>
        (rule.AtLeast is null && rule.AtMost is null)
        || (Costs.AmountOf(question.Tool, question.Arguments) is { } amount && !(amount < rule.AtLeast) && !(amount > rule.AtMost));

    private static string Approval(PolicyQuestion question, int people) => $"{Name(question)} needs {(people == 1 ? "a person's approval" : $"the approval of {people} people")}.";

    private static string Refusal(PolicyQuestion question) => $"{question.Tool} does not run here: a person must do it in the system concerned.";

    private static string Name(PolicyQuestion question) => question.Tool switch
    {
        Tools.UpgradePlan => "A change of plan",
        Tools.ApplyDiscount => "A discount",
        Tools.ApplyCredit => "A credit",
        Tools.GenerateApiKeys when question.Arguments.GetValueOrDefault(ToolArguments.Environment) == "live" => "A live key",
        _ => question.Tool,
    };
}
