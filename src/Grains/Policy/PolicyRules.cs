using System.Globalization;
using Aegis.Actions;
using Aegis.Actors;

namespace Aegis.Grains.Policy;

public enum PolicyVerdict { Run, NeedsApproval, Refused }

/// <param name="Reason">Why, and what to do instead when it does not run.</param>
public readonly record struct PolicyDecision(PolicyVerdict Verdict, string Reason);

/// <summary>What may run alone, what needs a person, what never runs: decided from the authenticated actor and the tool, never by a model.</summary>
public static class PolicyRules
{
    /// <summary>The largest discount that may be proposed, in percent.</summary>
    public const int LargestDiscount = 10;

    private static readonly PolicyDecision Runs = new(PolicyVerdict.Run, "");

    /// <param name="agentId">The proposing agent, or null when the actor acts itself.</param>
    public static PolicyDecision Decide(Role role, string? agentId, string tool, ImmutableSortedDictionary<string, string> arguments) => tool switch
    {
        Tools.GenerateApiKeys when arguments.GetValueOrDefault(ToolArguments.Environment) == "live" => DecideLiveKey(role, agentId, arguments.ContainsKey(ToolArguments.Rotate)),
        Tools.ApplyAuthFix when FixRules.WhyNot(arguments.GetValueOrDefault(ToolArguments.Cause)) is { } reason => new(PolicyVerdict.Refused, reason),
        Tools.GenerateApiKeys
            or Tools.ApplyAuthFix
            or Tools.CreateTrialSubscription
            or Tools.ProvisionTestEnvironment
            or Tools.SendOnboardingEmail
            or Tools.UpdateCustomerState
            or Tools.CreateTicket
            or Tools.CommentOnTicket => Runs,
        Tools.UpgradePlan => new(PolicyVerdict.NeedsApproval, "A change of plan needs a person's approval."),
        Tools.ApplyDiscount => DecideDiscount(arguments),
        _ => new(PolicyVerdict.Refused, $"{tool} does not run here: a person must do it in the system concerned."),
    };

    private static PolicyDecision DecideDiscount(ImmutableSortedDictionary<string, string> arguments) =>
        int.TryParse(arguments.GetValueOrDefault(ToolArguments.Percent), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= LargestDiscount
            ? new(PolicyVerdict.NeedsApproval, "A discount needs a person's approval.")
            : new(PolicyVerdict.Refused, $"A discount of more than {LargestDiscount} % is given by a person in the billing system, not here.");

    private static PolicyDecision DecideLiveKey(Role role, string? agentId, bool rotates) =>
        agentId is null && role is (Role.Approver or Role.Admin or Role.System) ? Runs
            : rotates ? new(PolicyVerdict.Refused, "A live key is rotated by a person: ask an approver or admin to do it on the keys page.")
            : new(PolicyVerdict.Refused, "A live key must be issued by a person: ask an approver or admin to issue it.");
}
