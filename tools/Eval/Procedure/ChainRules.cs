using Aegis.Eval.Running;

namespace Aegis.Eval.Procedure;

/// <summary>A ledger has no gap, and who had no part in the story is as before.</summary>
internal static class ChainRules
{
    /// <summary>What Aegis writes by itself when time passes or somebody looks.</summary>
    private static readonly string[] OfAegis = ["health_changed", "stage_changed", "intervention", "episode", "key_revealed", "key_probed"];

    public static IEnumerable<ProcedureFault> Judge(CustomerTrace customer, Observation seen)
    {
        for (var i = 0; i < customer.Ledger.Length; i++)
            if (customer.Ledger[i].Seq != i + 1)
            {
                yield return new("chain", customer.Persona.Id, $"Entry {i + 1} of the ledger is missing.");
                break;
            }

        if (!customer.Acted)
            foreach (var entry in customer.Story.Where(e => e.ActionId is not null ? !e.Actor.Contains("system:aegis", StringComparison.Ordinal) : !Array.Exists(OfAegis, kind => e.Kind.StartsWith(kind, StringComparison.Ordinal))))
                yield return new("identity", customer.Persona.Id, $"It had no part in the story, and {entry.Actor} brought about {entry.Kind}.");
    }
}
