using Aegis.Customers;
using Aegis.Grains.Activity;
using Aegis.Grains.Actions;
using Aegis.Grains.Hosting;
using Aegis.Grains.Interventions;
using Aegis.Grains.Keys;
using Aegis.Storage.States;

namespace Aegis.Grains.Customers;

/// <summary>Moves a customer's tier, stage and recorded health on, each with its ledger entry and event.</summary>
public static class Progress
{
    /// <summary>Who Aegis is in the ledger when nobody asked.</summary>
    public const string Aegis = "system:aegis";

    /// <summary>Whether what the calls show differs from what the state records.</summary>
    public static bool IsDue(CustomerState state, in HealthFacts facts, Health health) =>
        health.Status != state.Health
        || StageRules.Judge(state.Stage, facts.Usage, KeyRing.HasLive(state)) != state.Stage
        || WorkflowRules.IsWaitedFor(state)
        || state.EvaluateAt <= facts.Now;

    /// <summary>Records what the calls show.</summary>
    public static void Record(GrainKey customer, CustomerState state, in HealthFacts facts, Health health)
    {
        AdvanceStage(customer, state, StageRules.Judge(state.Stage, facts.Usage, KeyRing.HasLive(state)), Aegis, facts.Now);
        WorkflowRules.FinishWatching(customer, state, facts.Now);
        state.EvaluateAt = CheckInRules.NextAt(state, facts);
        if (health.Status == state.Health)
            return;
        var change = JsonText.Object(
            ("from", SnakeCase.Of(state.Health)), ("to", SnakeCase.Of(health.Status)),
            ("engagementScore", health.EngagementScore), ("riskFactors", health.RiskFactors));
        state.Health = health.Status;
        state.Journal.Append(new LedgerDraft(facts.Now, "health_changed", Aegis, null, change));
        state.Journal.Send(new OutboxDraft("health", customer.ToString(), facts.Now, change));
    }

    public static void AdvanceStage(GrainKey customer, CustomerState state, Stage to, string actor, DateTimeOffset now)
    {
        if (to <= state.Stage)
            return;
        var change = JsonText.Object(("from", SnakeCase.Of(state.Stage)), ("to", SnakeCase.Of(to)));
        if (state.Stage < Stage.FirstApiCall && to >= Stage.FirstApiCall)
            state.FirstCallAt = now;
        state.Stage = to;
        state.Journal.Append(new LedgerDraft(now, "stage_changed", actor, null, change));
        state.Journal.Send(new OutboxDraft("stage", customer.ToString(), now, change));
    }

    public static void ChangeTier(GrainKey customer, CustomerState state, Tier to, string actor, DateTimeOffset now)
    {
        var change = JsonText.Object(("from", SnakeCase.Of(state.Tier)), ("to", SnakeCase.Of(to)));
        state.Tier = to;
        state.Journal.Append(new LedgerDraft(now, "tier_changed", actor, null, change));
        state.Journal.Send(new OutboxDraft("customer", customer.ToString(), now, JsonText.Object(("change", "tier"), ("tier", SnakeCase.Of(to)))));
    }
}
