using Aegis.Actions;
using Aegis.Actors;
using Aegis.Customers;
using Aegis.Directory;
using Aegis.Identity;
using Aegis.Interventions;
using Aegis.Grains.Actors;
using Aegis.Grains.Catalogue;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Knowledge;
using Aegis.Grains.Interventions;
using Aegis.Grains.Outbox;
using Aegis.Knowledge;
using Aegis.Storage.Database;
using Aegis.Storage.Sealing;

namespace Aegis.Grains.Directory;

/// <summary>Reads lists and events for those who may see them. It holds nothing and waits for the database most of the time.</summary>
[GrainType("directory"), StatelessWorker(1024)]
public sealed partial class DirectoryGrain(
    IGridDatabase database,
    ISealer sealer,
    IActorAuthority authority,
    NewsSignal news,
    KnowledgeBase knowledge,
    GridOptions options,
    ToolCatalogue tools,
    TimeProvider time) : Grain, IDirectoryGrain
{
    private const string Waiting = "waiting";
    private const string Actions = "actions";
    private const string Interventions = "interventions";
    private const string Approvals = "approvals";

    private static readonly TimeSpan EventWait = TimeSpan.FromSeconds(5);

    public async Task<Result<CustomerPage>> ListCustomersAsync(Actor actor, CustomerQuery query)
    {
        if ((authority.Check(actor, Right.Read) ?? DirectoryRules.CheckLimit(query.Limit, 200) ?? DirectoryRules.CheckQuery(query.Query)) is { } refusal)
            return refusal;
        var after = CustomerCursor.Read(query.Sort, query.Cursor);
        if (after.Refusal is { } wrong)
            return wrong;

        var filter = new CustomerFilter(
            actor.Workspace, NameOf(query.Status), NameOf(query.Tier), NameOf(query.Stage),
            DirectoryRules.Words(query.Query), after.Value?.Id, query.Limit + 1)
        {
            Order = CustomerCursor.Order(query.Sort),
            AfterValue = after.Value?.Value ?? "",
        };
        var rows = await database.ListCustomersAsync(filter, CancellationToken.None);
        var items = rows.Take(query.Limit).Select(CustomerView.FromRow).ToImmutableArray();
        return new CustomerPage(items, rows.Count > query.Limit ? CustomerCursor.Write(query.Sort, rows[query.Limit - 1]) : null);
    }

    public async Task<Result<LedgerPage>> ReadLedgerAsync(Actor actor, string customerId, long after, int limit)
    {
        // The ledger of keys and users is kept as a customer's is, under a name that no customer can have.
        if ((customerId == IdentityGrains.Name ? authority.Check(actor, Right.Administer)
                : DirectoryRules.CheckCustomerId(customerId) ?? authority.Check(actor, new GrainKey(actor?.Workspace ?? "", customerId), Right.Read))
            is { } forbidden)
            return forbidden;
        if ((DirectoryRules.CheckAfter(after) ?? DirectoryRules.CheckLimit(limit, 500)) is { } refusal)
            return refusal;

        var ledger = await database.ReadLedgerAsync(actor!.Workspace, customerId, after, limit + 1, CancellationToken.None);
        if (ledger.Rows.Count == 0 && after == 0)
            return AccessRules.NoCustomer(customerId);
        var items = LedgerBodies.Open(sealer, ledger, limit);
        return new LedgerPage(items, ledger.Rows.Count > limit ? items[^1].Seq.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    public async Task<Result<KnowledgePage>> ReadKnowledgeAsync(Actor actor, string page)
    {
        if (authority.Check(actor, Right.Read) is { } refusal)
            return refusal;
        var sections = await knowledge.ReadAsync(page, CancellationToken.None);
        return sections.Count == 0
            ? new Refusal(RefusalKind.NotFound, $"There is no document '{TextRules.Show(page)}'.", "page")
            : new KnowledgePage(page, sections[0].Title, [.. sections.Select(s => new KnowledgePart(s.Anchor, s.Heading.Split(" › ")[^1], s.Level, s.Body))]);
    }

    public async Task<Result<ActionPage>> ListActionsAsync(Actor actor, ActionStatus status, string? cursor, int limit)
    {
        if ((authority.Check(actor, Right.Read) ?? DirectoryRules.CheckLimit(limit, 200)) is { } refusal)
            return refusal;
        var before = PageCursor.Read(Actions, cursor);
        if (before.Refusal is { } wrong)
            return wrong;

        var rows = await database.ListActionsAsync(actor.Workspace, SnakeCase.Of(status), before.Value, limit + 1, CancellationToken.None);
        var items = rows.Take(limit).Select(DirectoryRules.ToRecord).ToImmutableArray();
        return new ActionPage(items, rows.Count > limit ? PageCursor.Write(Actions, items[^1].Id) : null);
    }

    public async Task<Result<InterventionPage>> ListInterventionsAsync(Actor actor, InterventionQuery query)
    {
        if ((authority.Check(actor, Right.Read) ?? DirectoryRules.CheckLimit(query.Limit, 200)
            ?? (query.CustomerId is { } id ? DirectoryRules.CheckCustomerId(id, "customerId") : null)) is { } refusal)
            return refusal;
        var before = PageCursor.Read(Interventions, query.Cursor);
        if (before.Refusal is { } wrong)
            return wrong;

        var filter = new InterventionFilter(actor.Workspace, NameOf(query.Status), query.CustomerId, null, before.Value, query.Limit + 1, NameOf(query.Type), query.OpenedOn, query.EndedOn, NameOf(query.Priority));
        var rows = await database.ListInterventionsAsync(filter, CancellationToken.None);
        var items = rows.Take(query.Limit).Select(InterventionView.FromRow).ToImmutableArray();
        return new InterventionPage(items, rows.Count > query.Limit ? PageCursor.Write(Interventions, items[^1].Id) : null);
    }

    public async Task<Result<Intervention>> GetInterventionAsync(Actor actor, string interventionId)
    {
        if (authority.Check(actor, Right.Read) is { } refusal)
            return refusal;
        var rows = GrainKey.IsId(interventionId)
            ? await database.ListInterventionsAsync(new(actor.Workspace, null, null, interventionId, null, 1), CancellationToken.None)
            : [];
        return rows.Count == 1 ? InterventionView.FromRow(rows[0]) : InterventionRules.NoIntervention(interventionId);
    }

    public async Task<Result<Fleet>> GetFleetAsync(Actor actor, int days)
    {
        if ((authority.Check(actor, Right.Read) ?? FleetRules.CheckDays(days)) is { } refusal)
            return refusal;
        var now = time.GetUtcNow();
        return FleetRules.ToFleet(await database.ReadFleetAsync(actor.Workspace, FleetRules.Since(now, days), CancellationToken.None), now, days);
    }

    public async Task<Result<FleetUsage>> GetFleetCallsAsync(Actor actor)
    {
        if (authority.Check(actor, Right.Read) is { } refusal)
            return refusal;
        var calls = await database.ReadFleetCallsAsync(actor.Workspace, time.GetUtcNow().AddDays(-1), CancellationToken.None);
        return new FleetUsage(calls.Customers, calls.Calls, calls.Errors);
    }

    public async Task<Result<WaitingPage>> ListWaitingAsync(Actor actor, string? cursor, int limit)
    {
        if ((authority.Check(actor, Right.Read) ?? DirectoryRules.CheckLimit(limit, 200)) is { } refusal)
            return refusal;
        var after = PageCursor.Read(Waiting, cursor);
        if (after.Refusal is { } wrong)
            return wrong;

        var rows = await database.ListWaitingTurnsAsync(actor.Workspace, after.Value, limit + 1, CancellationToken.None);
        var items = rows.Take(limit).Select(FleetRules.ToWaiting).ToImmutableArray();
        return new WaitingPage(items, rows.Count > limit ? PageCursor.Write(Waiting, items[^1].TurnId) : null);
    }

    public async Task<string?> FindKeyOwnerAsync(Actor actor, string keyHash) =>
        authority.Check(actor, Right.Read) is null ? Own(actor, await database.FindKeyOwnerAsync(keyHash, CancellationToken.None)) : null;

    public async Task<string?> FindSiteOwnerAsync(Actor actor, string site) =>
        authority.Check(actor, Right.Read) is null ? Own(actor, await database.FindSiteOwnerAsync(site, CancellationToken.None)) : null;

    public async Task<Result<ImmutableArray<LiveEvent>>> ReadEventsAsync(Actor actor, long after, int limit, CancellationToken cancellationToken)
    {
        if ((authority.Check(actor, Right.Read) ?? DirectoryRules.CheckAfter(after) ?? DirectoryRules.CheckLimit(limit, 1000)) is { } refusal)
            return refusal;
        var start = time.GetTimestamp();
        while (true)
        {
            var next = news.Next;
            var rows = await database.ReadEventsAsync(actor.Workspace, after, limit, cancellationToken);
            var left = EventWait - time.GetElapsedTime(start);
            if (rows.Count > 0 || left <= TimeSpan.Zero)
                return rows.Select(DirectoryRules.ToEvent).ToImmutableArray();
            await WaitAsync(next, left, cancellationToken);
        }
    }

    public async Task<Result<long>> GetLastEventAsync(Actor actor) =>
        authority.Check(actor, Right.Read) is { } refusal ? refusal : await database.ReadLastEventAsync(CancellationToken.None);

    /// <summary>Another process' relay may number the news: then this one looks every second.</summary>
    private async Task WaitAsync(Task next, TimeSpan left, CancellationToken cancellationToken)
    {
        var longest = options.SingleProcess ? left : TimeSpan.FromSeconds(Math.Min(1, left.TotalSeconds));
        try
        {
            await next.WaitAsync(longest, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Time to look again, or to answer that there is nothing.
        }
    }

    private static string? Own(Actor actor, string? owner) =>
        owner is not null && GrainKey.Parse(owner) is var key && key.Workspace == actor.Workspace ? key.CustomerId : null;

    private static string? NameOf<TEnum>(TEnum? value) where TEnum : struct, Enum => value is { } known ? SnakeCase.Of(known) : null;
}
