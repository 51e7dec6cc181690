using Aegis.Agents;

namespace Aegis.Grains.Routing;

/// <summary>What a message wants, first things first: from the whole of it, and from its parts where it has several.</summary>
/// <param name="Further">What it wants beside its first intent, in order.</param>
internal sealed record Wishes(string First, ImmutableArray<FurtherIntent>? Further)
{
    /// <summary>What it takes for a part of a message to be a wish of its own, or to be the first of several.</summary>
    private const int SureOfAPart = 6;

    /// <summary>What it takes for a second wish in one breath with the first.</summary>
    private const int SureOfTheWhole = 11;

    private const int Most = 3;

    /// <summary>What may be told or looked up while a person decides the rest.</summary>
    private static readonly string[] BesideAPerson = [Intents.AskDocs, Intents.Ticket, Intents.Status, Intents.Diagnose];

    /// <summary>Wishes people put into one sentence with another.</summary>
    private static readonly string[] InOneBreath = [Intents.Ticket, Intents.Diagnose, Intents.RotateKey, Intents.Cancel, Intents.Discount, Intents.Feedback];

    /// <param name="best">What the whole message wants most.</param>
    public static Wishes In(string message, Evidence whole, string best)
    {
        if (best is Intents.OutOfScope or Intents.Unsure)
            return new(best, null);
        var parts = Clauses.Of(message).ToList() is { Count: > 1 } clauses ? [.. clauses.Select(IntentOfPart).OfType<string>()] : new List<string>();
        var first = best != Intents.HandOver && parts.Count > 1 && parts.Contains(best) && Router.AgentOf(parts[0]) != Router.Orchestrator ? parts[0] : best;
        var reason = first == Intents.HandOver ? whole.Reason : null;
        ImmutableArray<FurtherIntent> further =
        [
            .. parts.Concat(InOneBreath.Where(intent => whole[intent] >= SureOfTheWhole))
                .Distinct()
                .Where(intent => intent != first && Router.AgentOf(intent) != Router.Orchestrator && MayGoWith(first, reason, intent))
                .Take(Most)
                .Select(intent => new FurtherIntent(Router.AgentOf(intent), intent)),
        ];
        return new(first, further.IsEmpty ? null : further);
    }

    /// <summary>The wishes without some; where the first is one of them, what the whole message wants most takes its place.</summary>
    public Wishes Without(Func<string, bool> withheld, string best)
    {
        var first = withheld(First) ? best : First;
        ImmutableArray<FurtherIntent> left = [.. (Further ?? []).Where(further => further.Intent != first && !withheld(further.Intent))];
        return new(first, left.IsEmpty ? null : left);
    }

    /// <summary>What rules and model agree that a part wants; null where they do not.</summary>
    private static string? IntentOfPart(string clause)
    {
        var part = Evidence.In(clause);
        var intent = Router.Best(part, clause);
        return intent == Router.IntentOf(part) && part[intent] >= SureOfAPart ? intent : null;
    }

    // A leaked key is the one case where acting at once is the safer thing.
    private static bool MayGoWith(string first, string? reason, string intent) =>
        first != Intents.HandOver || BesideAPerson.Contains(intent) || (intent == Intents.RotateKey && reason == HandOverReasons.Security);
}
