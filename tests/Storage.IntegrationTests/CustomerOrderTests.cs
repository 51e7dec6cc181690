using System.Collections.Immutable;
using Aegis.Storage.Database;
using Aegis.Storage.IntegrationTests.Grid;
using Aegis.Storage.States;

namespace Aegis.Storage.IntegrationTests;

/// <summary>Every order of the customer list, with and without filters and words, page by page, against a sort in memory.</summary>
public sealed class CustomerOrderTests(Databases databases) : IClassFixture<Databases>
{
    private static readonly ImmutableArray<string> _companies = ["acme", "Ácme", "Zebra 1", "zebra 2", "東京", "", "Q&A: sons"];

    public static TheoryData<StorageKind, string, string?, string?, string> Cases()
    {
        var cases = new TheoryData<StorageKind, string, string?, string?, string>();
        foreach (var kind in Enum.GetValues<StorageKind>())
            foreach (var order in CustomerOrder.All.Select(o => o.Name))
            {
                cases.Add(kind, order, null, null, "");
                cases.Add(kind, order, "at_risk", null, "");
                cases.Add(kind, order, null, "pro", "zeb");
            }

        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task List_InAnOrder_HoldsEveryCustomerOnceInThatOrder(StorageKind kind, string name, string? health, string? tier, string words)
    {
        var order = CustomerOrder.Named(name);
        var grid = await databases.GridAsync(kind);
        var workspace = $"order-{order}-{health ?? "any"}-{tier ?? "any"}".ToLowerInvariant();
        var all = Enumerable.Range(0, 40).Select(n => Row(workspace, n)).ToList();
        foreach (var row in all)
            await SaveAsync(grid, row);

        var seen = new List<string>();
        CustomerPlace? place = null;
        while (true)
        {
            var filter = new CustomerFilter(workspace, health, tier, null, words.Length == 0 ? [] : [words], place?.Id, 7) { Order = order, AfterValue = place?.Value ?? "" };
            var page = await grid.Database.ListCustomersAsync(filter, CancellationToken.None);
            if (page.Count == 0)
                break;
            seen.AddRange(page.Select(c => c.CustomerId));
            place = CustomerPlace.Of(page[^1], order);
        }

        var fitting = all.Where(c => (health is null || c.Health == health) && (tier is null || c.Tier == tier) && c.Company.StartsWith(words, StringComparison.OrdinalIgnoreCase));
        seen.ShouldBe(InOrder(fitting, order).Select(c => c.CustomerId));
        seen.Count.ShouldBeGreaterThan(words.Length == 0 ? 7 : 0);
    }

    [Theory, BothDatabases]
    public async Task List_AfterFiguresMoved_FollowsThem(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var rows = Enumerable.Range(0, 3).Select(n => Row("moving", n)).ToList();
        foreach (var row in rows)
            await SaveAsync(grid, row);
        await SaveAsync(grid, rows[0] with { TotalApiCalls = 9_999_999, ErrorRate = 1, EngagementScore = 1 }, searchChanged: false);

        foreach (var order in (CustomerOrder[])[CustomerOrder.Calls, CustomerOrder.Errors])
        {
            var page = await grid.Database.ListCustomersAsync(new("moving", null, null, null, [], null, 1) { Order = order }, CancellationToken.None);
            page[0].CustomerId.ShouldBe(rows[0].CustomerId, $"by {order}");
        }
    }

    [Theory, BothDatabases]
    public async Task Fleet_OfAWorkspace_CountsWhatIsThere(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        for (var n = 0; n < 3; n++)
            await SaveAsync(grid, Row("fleet", n) with
            {
                Health = n == 0 ? "at_risk" : "healthy", Tier = "pro", Stage = "first_api_call", WindowCalls = 100, WindowErrors = n,
                LastApiCallAt = Rows.Now.AddHours(-n), FirstCallAt = Rows.Now.AddHours(-n), CreatedAt = Rows.Now.AddHours(-n).AddMinutes(-n),
            });
        var record = await grid.AccountAsync("fleet/extra");
        record.State.Journal.List(Rows.Intervention("fleet/extra", "int_a", "resolved") with { ResolvedAt = Rows.Now, WithPerson = true });
        record.State.Journal.List(Rows.Intervention("fleet/extra", "int_b", createdAt: Rows.Now.AddDays(-1)));
        record.State.Journal.List(new TurnRow("fleet", "extra", "turn_a", "hand_over", "answered", Rows.Now, Rows.Now, Rows.Now, true));
        record.State.Journal.List(new TurnRow("fleet", "extra", "turn_b", "status", "answered", Rows.Now, Rows.Now, null, false));
        await record.WriteAsync();

        var fleet = await grid.Database.ReadFleetAsync("fleet", Rows.Now.AddDays(-2), CancellationToken.None);
        var calls = await grid.Database.ReadFleetCallsAsync("fleet", Rows.Now.AddMinutes(-90), CancellationToken.None);
        var waiting = await grid.Database.ListWaitingTurnsAsync("fleet", null, 10, CancellationToken.None);

        fleet.Segments.OrderBy(s => s.Health, StringComparer.Ordinal).ShouldBe([new("at_risk", "pro", "first_api_call", 1), new("healthy", "pro", "first_api_call", 2)]);
        var today = DateOnly.FromDateTime(Rows.Now.UtcDateTime);
        fleet.Days.ShouldBe([new(today.AddDays(-1), 1, 0, 0), new(today, 1, 1, 1)]);
        (fleet.Turns, fleet.TurnsWithPerson).ShouldBe((2, 1));
        (fleet.FirstCalls, fleet.MedianToFirstCall).ShouldBe((3, TimeSpan.FromMinutes(1)));
        calls.ShouldBe(new(2, 200, 1));
        waiting.Select(t => t.TurnId).ShouldBe(["turn_a"]);
        (await grid.Database.ListWaitingTurnsAsync("fleet", "turn_a", 10, CancellationToken.None)).ShouldBeEmpty();
    }

    private static CustomerRow Row(string workspace, int n) => Rows.Customer($"{workspace}/c{n * 7919 % 97}", _companies[n % _companies.Length]) with
    {
        Health = CustomerGroups.Healths[n % 4], Tier = CustomerGroups.Tiers[n % 5], Stage = CustomerGroups.Stages[n % 6],
        EngagementScore = n * 37 % 101, TotalApiCalls = n % 9 * (1L << (n % 12)), ErrorRate = n % 3 == 0 ? 0 : n % 7 / 20.0, CreatedAt = Rows.Now.AddHours(-(n % 13)),
    };

    private static IEnumerable<CustomerRow> InOrder(IEnumerable<CustomerRow> rows, CustomerOrder order) => rows.Order(Comparer<CustomerRow>.Create(order.Compare));

    private static async Task SaveAsync(TestGrid grid, CustomerRow row, bool searchChanged = true)
    {
        var record = await grid.AccountAsync($"{row.Workspace}/{row.CustomerId}");
        record.State.Journal.Customer = row;
        record.State.Journal.SearchChanged = searchChanged;
        await record.WriteAsync();
    }
}
