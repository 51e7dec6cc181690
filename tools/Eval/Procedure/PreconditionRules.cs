using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Eval.Running;
using Aegis.Keys;

namespace Aegis.Eval.Procedure;

/// <summary>Each action finds what it takes: the step before it was done, and the agent had looked before it acted.</summary>
internal static class PreconditionRules
{
    /// <summary>What must have been done, or been there from the beginning.</summary>
    private static readonly ImmutableDictionary<string, string[]> After = new Dictionary<string, string[]>
    {
        ["provision_test_environment"] = ["create_trial_subscription"],
        ["send_onboarding_email"] = ["create_trial_subscription", "generate_api_keys", "provision_test_environment"],
    }.ToImmutableDictionary();

    /// <summary>What the agent must have looked at in the same turn.</summary>
    private static readonly ImmutableDictionary<string, string[]> Looked = new Dictionary<string, string[]>
    {
        ["apply_fix_for_401"] = ["diagnose_401_error"],
        ["upgrade_plan"] = ["get_customer_health", "get_customer_profile"],
        ["apply_discount"] = ["get_customer_health", "get_customer_profile"],
        ["generate_api_keys"] = ["get_customer_profile"],
        ["create_trial_subscription"] = ["get_customer_profile"],
    }.ToImmutableDictionary();

    public static IEnumerable<ProcedureFault> Judge(CustomerTrace customer, Observation seen) => Order(customer).Concat(Looks(customer));

    private static IEnumerable<ProcedureFault> Order(CustomerTrace customer)
    {
        var deeds = Deeds.Of(customer);
        foreach (var deed in deeds.Where(d => !d.Intended.IsEmpty && After.ContainsKey(d.Tool)))
            foreach (var before in After[deed.Tool].Where(t => !WasThere(customer, t)))
                if (!deeds.Any(d => d.Tool == before && d.Ends.Any(e => e["status"] == "done" && e.Seq < deed.Intended[0].Seq)))
                    yield return new("precondition", customer.Persona.Id, $"{deed.Tool} ({deed.Id}) was begun before {before} was done.");
        foreach (var comment in deeds.Where(d => d.Tool == "comment_on_ticket" && d.Argument("ticket") is null && !d.Intended.IsEmpty))
            yield return new("precondition", customer.Persona.Id, $"comment_on_ticket ({comment.Id}) names no ticket.");
    }

    private static IEnumerable<ProcedureFault> Looks(CustomerTrace customer)
    {
        foreach (var turn in customer.Turns.Where(t => t is { Reply: not null, AnsweredWith: null }))
        {
            var steps = turn.Reply!.Steps.Where(s => s.Type == StepType.Tool).Select(s => (s.Name, s.ActionId)).ToArray();
            for (var i = 0; i < steps.Length; i++)
                if (steps[i].ActionId is { } id && Looked.TryGetValue(steps[i].Name, out var needed) && !steps[..i].Any(s => needed.Contains(s.Name)))
                    yield return new("precondition", customer.Persona.Id, $"{steps[i].Name} ({id}) was proposed before the agent looked ({string.Join(" or ", needed)}).");
        }
    }

    /// <summary>Whether the customer had it when the story began.</summary>
    private static bool WasThere(CustomerTrace customer, string tool) => tool switch
    {
        "create_trial_subscription" => customer.Persona.Tier != Tier.None,
        "generate_api_keys" => customer.Persona.Keys.Any(k => k.Environment == KeyEnvironment.Test) || customer.Ledger.Any(e => e.Kind == "key_issued"),
        _ => !customer.Persona.Keys.IsEmpty,
    };
}
