using Aegis.Eval.Running;

namespace Aegis.Eval.Procedure;

/// <summary>One action as the ledger tells it.</summary>
/// <param name="Intended">Its intents, in order; a further one takes a lost attempt up.</param>
/// <param name="Ends">Completions, refusals and settlements.</param>
internal sealed record Deed(string Id, string Tool, ImmutableArray<LedgerFact> Intended, ImmutableArray<LedgerFact> Ends, ImmutableArray<LedgerFact> All)
{
    /// <summary>Whether it was done, or may have been.</summary>
    public bool TookPlace => Ends.Any(e => e["status"] is "done" or "unknown");

    public bool IsDone => Ends.Any(e => e["status"] == "done");

    public LedgerFact First => All[0];

    public string? Argument(string name) => Intended.Concat(All).Select(e => e.Arguments.GetValueOrDefault(name)).FirstOrDefault(v => v is not null);
}

internal static class Deeds
{
    /// <summary>The actions in a ledger, in the order they came up.</summary>
    public static ImmutableArray<Deed> Of(CustomerTrace trace) =>
    [
        .. trace.Ledger.Where(e => e.ActionId is not null).GroupBy(e => e.ActionId!).Select(g => new Deed(
            g.Key, g.Select(e => e["tool"]).FirstOrDefault(t => t is not null) ?? "",
            [.. g.Where(e => e.Kind == "action_intended")],
            [.. g.Where(e => e.Kind is "action_completed" or "action_refused" or "action_settled")],
            [.. g])),
    ];
}
