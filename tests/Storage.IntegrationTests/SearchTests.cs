using Aegis.Storage.Database;
using Aegis.Storage.IntegrationTests.Grid;

namespace Aegis.Storage.IntegrationTests;

public sealed class SearchTests(Databases databases) : IClassFixture<Databases>
{
    [Theory]
    [InlineData("exam", "a,c")]
    [InlineData("EXAMPLE", "a,c")]
    [InlineData("jane@ex", "a")]
    [InlineData("corp ja", "a")]
    [InlineData("müller", "b")]
    [InlineData("straße", "b")]
    [InlineData("new_cust", "c")]
    [InlineData("ample", "")]
    [InlineData("'\"*:&|!()", "")]
    [InlineData("example') OR 1", "")]
    [InlineData("42", "c")]
    [InlineData("東京", "b")]
    public async Task Search_ByPrefixesOfWords_FindsOnBothDatabasesTheSame(string query, string expected)
    {
        foreach (var kind in (StorageKind[])[StorageKind.Sqlite, StorageKind.Postgres])
        {
            var grid = await databases.GridAsync(kind);
            await SaveAsync(grid, Rows.Customer("search/a", "Example Corp", "jane@example.com"));
            await SaveAsync(grid, Rows.Customer("search/b", "Müller Straße 東京", "info@mueller.de"));
            await SaveAsync(grid, Rows.Customer("search/c_new_customer", "Unit 42 GmbH", "root@example.org"));
            await SaveAsync(grid, Rows.Customer("elsewhere/a", "Example Corp", "jane@example.com"));

            var found = await grid.Database.ListCustomersAsync(new("search", null, null, null, query.Split(' '), null, 10), CancellationToken.None);

            string.Join(',', found.Select(c => c.CustomerId.Replace("_new_customer", ""))).ShouldBe(expected, $"on {kind}");
        }
    }

    [Theory, BothDatabases]
    public async Task Search_AfterTheCompanyChanged_FindsTheNewNameOnly(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        await SaveAsync(grid, Rows.Customer("renamed/a", "Oldname"));
        await SaveAsync(grid, Rows.Customer("renamed/a", "Newname"));

        (await ListAsync(grid, new("renamed", null, null, null, ["oldname"], null, 10))).ShouldBeEmpty();
        (await ListAsync(grid, new("renamed", null, null, null, ["newname"], null, 10))).ShouldBe(["a"]);
    }

    [Theory, BothDatabases]
    public async Task List_Filtered_HoldsWhatFits(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        await SaveAsync(grid, Rows.Customer("filter/a", tier: "pro", stage: "new", health: "healthy"));
        await SaveAsync(grid, Rows.Customer("filter/b", tier: "pro", stage: "production_ready", health: "at_risk"));
        await SaveAsync(grid, Rows.Customer("filter/c", tier: "trial", stage: "new", health: "at_risk"));

        (await ListAsync(grid, new("filter", null, "pro", null, [], null, 10))).ShouldBe(["a", "b"]);
        (await ListAsync(grid, new("filter", "at_risk", null, null, [], null, 10))).ShouldBe(["b", "c"]);
        (await ListAsync(grid, new("filter", "at_risk", "pro", "production_ready", ["jane"], null, 10))).ShouldBe(["b"]);
        (await ListAsync(grid, new("filter", "healthy", "trial", null, [], null, 10))).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task List_PageByPage_IsOrderedAndComplete(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        string[] ids = ["B", "a", "a-1", "a.1", "a1", "a_1", "z"];
        foreach (var id in ids)
            await SaveAsync(grid, Rows.Customer($"pages/{id}"));

        var seen = new List<string>();
        string? cursor = null;
        while (await ListAsync(grid, new("pages", null, null, null, [], cursor, 3)) is { Count: > 0 } page)
        {
            seen.AddRange(page);
            cursor = page[^1];
        }

        seen.ShouldBe(ids.Order(StringComparer.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task Customer_SavedAgainWithNewFigures_HasThem(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        await SaveAsync(grid, Rows.Customer("figures/a"));
        var row = Rows.Customer("figures/a") with { TotalApiCalls = 1_543, ErrorRate = 0.15, UsageTrend = "increasing", LastApiCallAt = null, TimeZone = "Europe/Berlin", Version = 9 };

        await SaveAsync(grid, row, searchChanged: false);

        (await grid.Database.ListCustomersAsync(new("figures", null, null, null, [], null, 10), CancellationToken.None)).ShouldBe([row]);
    }

    private static async Task<List<string>> ListAsync(TestGrid grid, CustomerFilter filter) =>
        (await grid.Database.ListCustomersAsync(filter, CancellationToken.None)).Select(c => c.CustomerId).ToList();

    private static async Task SaveAsync(TestGrid grid, States.CustomerRow row, bool searchChanged = true)
    {
        var counter = await grid.CounterAsync($"{row.Workspace}/{row.CustomerId}");
        counter.State.Journal.Customer = row;
        counter.State.Journal.SearchChanged = searchChanged;
        await counter.WriteAsync();
    }
}
