using Aegis.Eval.Running;

namespace Aegis.Eval.Procedure;

/// <summary>Nothing is done without an intent, nothing twice, and nothing is left without an end.</summary>
internal static class IntentRules
{
    private static readonly string[] OnceOnly = ["create_trial_subscription", "provision_test_environment", "send_onboarding_email"];

    public static IEnumerable<ProcedureFault> Judge(CustomerTrace customer, Observation seen)
    {
        var deeds = Deeds.Of(customer);
        foreach (var deed in deeds)
        {
            if (deed.TookPlace && (deed.Intended.IsEmpty || deed.Intended[0].Seq > deed.Ends.First(e => e["status"] is "done" or "unknown").Seq))
                yield return new("intent", customer.Persona.Id, $"{deed.Tool} ({deed.Id}) was done without an intent before it.");
            if (!deed.Intended.IsEmpty && deed.Ends.IsEmpty)
                yield return new("outcome", customer.Persona.Id, $"{deed.Tool} ({deed.Id}) was begun and never ended.");
            if (deed.Ends.Count(e => e["status"] == "done") > 1)
                yield return new("duplicate", customer.Persona.Id, $"{deed.Tool} ({deed.Id}) was done {deed.Ends.Count(e => e["status"] == "done")} times.");
        }

        foreach (var tool in OnceOnly)
            if (deeds.Count(d => d.Tool == tool && d.IsDone) is > 1 and var times)
                yield return new("duplicate", customer.Persona.Id, $"{tool} was done {times} times; once is enough for a customer.");
    }
}
