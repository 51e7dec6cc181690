using Aegis.Storage.IntegrationTests.Grid;

namespace Aegis.Storage.IntegrationTests;

public sealed class InterventionTests(Databases databases) : IClassFixture<Databases>
{
    [Theory, BothDatabases]
    public async Task Write_OfAnIntervention_ListsItWithItsCustomersName(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer("named");
        var account = await grid.AccountAsync(customer);
        account.State.Journal.Customer = Rows.Customer(customer, "Named Ltd");
        account.State.Journal.List(Rows.Intervention(customer, "int_named"));
        await account.WriteAsync();

        var row = (await grid.Database.ListInterventionsAsync(new("named", null, null, "int_named", null, 10), CancellationToken.None)).ShouldHaveSingleItem();

        row.ShouldBe(Rows.Intervention(customer, "int_named", company: "Named Ltd"));
    }

    [Theory, BothDatabases]
    public async Task Write_OfItAgain_ReplacesIt(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer("again");
        await WriteAsync(grid, customer, "int_1", "acting", Rows.Now);

        await WriteAsync(grid, customer, "int_1", "resolved", Rows.Now);

        (await ListAsync(grid, "again", null)).ShouldHaveSingleItem().Status.ShouldBe("resolved");
    }

    [Theory, BothDatabases]
    public async Task List_WithFilters_IsNewestFirstPageByPage(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var (first, second) = (TestGrid.NewCustomer("paged"), TestGrid.NewCustomer("paged"));
        await WriteAsync(grid, first, "int_a", "open", Rows.Now);
        await WriteAsync(grid, first, "int_b", "resolved", Rows.Now.AddMinutes(1));
        await WriteAsync(grid, second, "int_c", "open", Rows.Now.AddMinutes(1));

        (await ListAsync(grid, "paged", null)).Select(i => i.InterventionId).ShouldBe(["int_c", "int_b", "int_a"]);
        (await ListAsync(grid, "paged", "open")).Select(i => i.InterventionId).ShouldBe(["int_c", "int_a"]);
        (await grid.Database.ListInterventionsAsync(new("paged", null, Rows.Split(first).Id, null, null, 10), CancellationToken.None))
            .Select(i => i.InterventionId).ShouldBe(["int_b", "int_a"]);
        (await grid.Database.ListInterventionsAsync(new("paged", null, null, null, "int_c", 1), CancellationToken.None))
            .Select(i => i.InterventionId).ShouldBe(["int_b"]);
        (await ListAsync(grid, "elsewhere", null)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Count_SinceATime_CountsThoseOpenedThenOrLater(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer("counted");
        await WriteAsync(grid, customer, "int_before", "open", Rows.Now.AddSeconds(-1));
        await WriteAsync(grid, customer, "int_then", "open", Rows.Now);

        (await grid.Database.CountInterventionsAsync("counted", Rows.Now, CancellationToken.None)).ShouldBe(1);
    }

    private static async Task WriteAsync(TestGrid grid, string customer, string id, string status, DateTimeOffset createdAt)
    {
        var account = await grid.AccountAsync(customer);
        account.State.Journal.List(Rows.Intervention(customer, id, status, createdAt));
        await account.WriteAsync();
    }

    private static async Task<IReadOnlyList<States.InterventionRow>> ListAsync(TestGrid grid, string workspace, string? status) =>
        await grid.Database.ListInterventionsAsync(new(workspace, status, null, null, null, 10), CancellationToken.None);
}
