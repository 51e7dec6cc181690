using System.Text.Json;
using Aegis.Actions;
using Aegis.Conversations;
using Aegis.Customers;
using Aegis.Eval.Scenarios;
using Aegis.Interventions;
using Aegis.Keys;

namespace Aegis.Eval.Running;

/// <summary>One ledger entry, opened.</summary>
public sealed record LedgerFact(long Seq, DateTimeOffset At, string Kind, string Actor, string? ActionId, JsonElement Data)
{
    /// <summary>A text of the entry's data, or null.</summary>
    public string? this[string name] =>
        Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The arguments the entry names.</summary>
    public ImmutableSortedDictionary<string, string> Arguments =>
        Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty("arguments", out var arguments) && arguments.ValueKind == JsonValueKind.Object
            ? arguments.EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>What an outside system did.</summary>
/// <param name="Provider">billing, tickets or mail.</param>
/// <param name="Key">The idempotency key it was asked with.</param>
/// <param name="Subject">For whom.</param>
public sealed record ProviderEffect(string Provider, string Operation, string? Key, string ResourceId, string Subject, DateTimeOffset At);

/// <summary>Everything there is to see of one customer after a trial.</summary>
/// <param name="Acted">Whether anything happened to it in the story.</param>
/// <param name="SetUp">The last entry of the ledger before the story began.</param>
public sealed record CustomerTrace(
    Persona Persona, bool Acted, long SetUp, Customer Customer, ImmutableArray<ApiKey> Keys, ImmutableArray<ActionRecord> Actions,
    ImmutableArray<LedgerFact> Ledger, ImmutableArray<Turn> Turns, ImmutableArray<Intervention> Interventions, string? Site)
{
    public string Key => Grid.EvalGrid.Key(Persona.Id);

    /// <summary>What the story brought about.</summary>
    public IEnumerable<LedgerFact> Story => Ledger.Where(entry => entry.Seq > SetUp);
}

/// <summary>Everything there is to see after a trial.</summary>
/// <param name="Effects">Of all outside systems, without those that the story itself put there.</param>
/// <param name="Outside">What the outside systems hold as text: mails and tickets.</param>
public sealed record Observation(ImmutableArray<CustomerTrace> Customers, ImmutableArray<ProviderEffect> Effects, ImmutableArray<string> Outside)
{
    public CustomerTrace Of(string id) => Customers.Single(c => c.Persona.Id == id);
}
