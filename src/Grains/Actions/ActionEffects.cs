using System.Globalization;
using Aegis.Actions;
using Aegis.Customers;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Interventions;
using Aegis.Grains.Keys;
using Aegis.Grains.Policy;
using Aegis.Keys;
using Aegis.Storage.States;

namespace Aegis.Grains.Actions;

/// <summary>What an action that was done changes in the customer's state, and what of it may be there already.</summary>
public static class ActionEffects
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What makes a proposal needless: evidence and output of the effect that is there, or null.</summary>
    public static (string Evidence, ImmutableSortedDictionary<string, string> Output)? Existing(CustomerState state, ActionProposal proposal) => proposal.Tool switch
    {
        Tools.CreateTrialSubscription when state.Tier != Tier.None =>
            ($"The customer is on {SnakeCase.Of(state.Tier)} already.", None.Add("tier", SnakeCase.Of(state.Tier))),
        Tools.UpgradePlan when SnakeCase.Parse<Tier>(proposal.Arguments[ToolArguments.Plan]) <= state.Tier =>
            ($"The customer is on {SnakeCase.Of(state.Tier)} already.", None.Add("tier", SnakeCase.Of(state.Tier))),
        Tools.ProvisionTestEnvironment when state.Site is { } site =>
            ($"The sandbox site {site} exists already.", None.Add("site", site)),
        // An agent sets a customer up: one working test key is enough. A person may want another, and a rotation is about one that is there.
        Tools.GenerateApiKeys when proposal.AgentId is not null && !OperationRules.IsRotation(proposal)
                && proposal.Arguments.GetValueOrDefault(ToolArguments.Environment) == "test" && KeyRing.ActiveOf(state, KeyEnvironment.Test) is { } key =>
            ($"The test key {key.Prefix}… is active already.", OutputOf(key)),
        Tools.ApplyAuthFix when FixRules.NeedsAnotherKey(proposal.Arguments.GetValueOrDefault(ToolArguments.Cause)) && KeyRing.ActiveOf(state, KeyEnvironment.Test) is { } key =>
            ($"The test key {key.Prefix}… is active already: nothing new was issued.", OutputOf(key)),
        _ => null,
    };

    public static void Apply(GrainKey customer, CustomerState state, StoredAction action, DateTimeOffset now)
    {
        switch (action.Tool)
        {
            case Tools.CreateTrialSubscription:
                StartTrial(customer, state, action, now);
                break;
            case Tools.UpgradePlan:
                TakePlan(customer, state, action, now);
                break;
            case Tools.CreateTicket:
                FailureTickets.Join(customer, state, action, now);
                break;
            case Tools.ProvisionTestEnvironment when action.Output.TryGetValue("site", out var site):
                state.Site = site;
                state.Journal.Site = site;
                break;
        }
    }

    /// <summary>The output that names the key whose place a new one took.</summary>
    public const string Rotated = "rotated";

    public static ImmutableSortedDictionary<string, string> OutputOf(StoredKey key) =>
        None.Add("key_id", key.Id).Add("environment", SnakeCase.Of(key.Environment)).Add("prefix", key.Prefix);

    /// <summary>The plan the provider says, else the one that was asked for.</summary>
    private static void TakePlan(GrainKey customer, CustomerState state, StoredAction action, DateTimeOffset now)
    {
        var plan = SnakeCase.TryParse<Tier>(action.Output.GetValueOrDefault("plan", ""), out var told) && told > Tier.Trial
            ? told
            : SnakeCase.Parse<Tier>(action.Arguments[ToolArguments.Plan]);
        state.TrialEndsAt = null;
        if (state.Tier != plan)
            Progress.ChangeTier(customer, state, plan, action.Actor, now);
        Progress.AdvanceStage(customer, state, Stage.TrialCreated, action.Actor, now);
    }

    private static void StartTrial(GrainKey customer, CustomerState state, StoredAction action, DateTimeOffset now)
    {
        state.TrialEndsAt = DateTimeOffset.TryParse(
                action.Output.GetValueOrDefault("trial_end"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end)
            ? end
            : now.AddDays(int.Parse(action.Arguments[ActionFacts.Days], CultureInfo.InvariantCulture));
        if (state.Tier == Tier.None)
            Progress.ChangeTier(customer, state, Tier.Trial, action.Actor, now);
        Progress.AdvanceStage(customer, state, Stage.TrialCreated, action.Actor, now);
    }
}
