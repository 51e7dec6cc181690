using System.Text.Json.Serialization;
using Aegis.Api.Json;
using Aegis.Directory;

namespace Aegis.Api.Customers;

/// <summary>A ledger entry on the wire; <paramref name="Data"/> is JSON, null once the customer was erased.</summary>
public sealed record LedgerEntryView(
    long Seq, DateTimeOffset At, string Kind, string Actor, string? ActionId,
    [property: JsonConverter(typeof(RawJson))] string? Data, string Hash);

/// <summary>A page of the ledger; <paramref name="Next"/> goes into ?after=.</summary>
public sealed record LedgerPageView(ImmutableArray<LedgerEntryView> Items, string? Next)
{
    public static LedgerPageView Of(LedgerPage page) =>
        new([.. page.Items.Select(e => new LedgerEntryView(e.Seq, e.At, e.Kind, e.Actor, e.ActionId, e.Data, e.Hash))], page.Next);
}
