using Aegis.Actors;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Grains.Actors;
using Aegis.Grains.Customers.Past;
using Aegis.Grains.Hosting;
using Aegis.Interventions;

namespace Aegis.Grains.Directory;

// What was: a customer's ledger from its newest end, and the customer of a past moment; and how interventions stand.
public sealed partial class DirectoryGrain
{
    private const int PageOfPast = 500;
    private const int MostKinds = 20;

    public async Task<Result<LedgerPage>> ReadTimelineAsync(Actor actor, string customerId, TimelineQuery query)
    {
        if ((DirectoryRules.CheckCustomerId(customerId) ?? authority.Check(actor, new GrainKey(actor?.Workspace ?? "", customerId), Right.Read)
            ?? DirectoryRules.CheckLimit(query.Limit, PageOfPast) ?? DirectoryRules.CheckKinds(query.Kinds, MostKinds)) is { } refusal)
            return refusal;
        var filter = new Storage.Database.TimelineFilter(
            actor!.Workspace, customerId, query.Kinds.IsDefault ? [] : query.Kinds, NameOf(query.Who), query.ActionId, query.Before, query.Until, query.Limit + 1);
        var ledger = await database.ReadTimelineAsync(filter, CancellationToken.None);
        var items = LedgerBodies.Open(sealer, ledger, query.Limit);
        return new LedgerPage(items, ledger.Rows.Count > query.Limit ? items[^1].Seq.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    public async Task<Result<CustomerPast>> ReadCustomerPastAsync(Actor actor, string customerId, DateTimeOffset at)
    {
        if ((DirectoryRules.CheckCustomerId(customerId) ?? authority.Check(actor, Right.Read)) is { } refusal)
            return refusal;
        // Read whole before it is rebuilt: the rule reads entries, and waits for nothing.
        var entries = new List<LedgerEntry>();
        for (var last = 0L; ;)
        {
            var page = await database.ReadLedgerAsync(actor.Workspace, customerId, last, PageOfPast, CancellationToken.None);
            entries.AddRange(LedgerBodies.Open(sealer, page, PageOfPast));
            if (page.Rows.Count < PageOfPast || entries[^1].At > at)
                break;
            last = entries[^1].Seq;
        }

        return CustomerPastRules.Rebuild(customerId, entries, at) is { } past
            ? past
            : new Refusal(RefusalKind.NotFound, $"There was no customer '{customerId}' at {at.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC, or it was erased since.", "at");
    }

    public async Task<Result<InterventionCount>> CountInterventionsAsync(Actor actor, InterventionType? type, string? customerId)
    {
        if ((authority.Check(actor, Right.Read) ?? (customerId is null ? null : DirectoryRules.CheckCustomerId(customerId, "customerId"))) is { } refusal)
            return refusal;
        var counts = await database.CountInterventionsAsync(actor.Workspace, NameOf(type), customerId, CancellationToken.None);
        return new InterventionCount(counts.Open, counts.Acting, counts.Snoozed, counts.Resolved);
    }
}
