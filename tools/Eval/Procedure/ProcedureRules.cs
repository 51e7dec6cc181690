using Aegis.Eval.Running;

namespace Aegis.Eval.Procedure;

/// <summary>Judges how things were done, from the ledgers and the outside systems alone. It asks nothing of the program's own rules, so that a fault in those shows.</summary>
public static class ProcedureRules
{
    private static readonly Func<CustomerTrace, Observation, IEnumerable<ProcedureFault>>[] Rules =
        [ChainRules.Judge, IntentRules.Judge, ApprovalRules.Judge, IdentityRules.Judge, PreconditionRules.Judge, ReplyRules.Judge, SecretRules.Judge];

    public static ImmutableArray<ProcedureFault> Judge(Observation seen) =>
        [.. seen.Customers.SelectMany(customer => Rules.SelectMany(rule => rule(customer, seen))).Concat(EffectRules.Judge(seen)).Distinct()];
}
