using Aegis.Storage.IntegrationTests.Grid;

namespace Aegis.Storage.IntegrationTests;

public sealed class ApprovalTests(Databases databases) : IClassFixture<Databases>
{
    [Theory, BothDatabases]
    public async Task Write_OfAnApprovalAgain_ReplacesIt(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer("decided");
        await WriteAsync(grid, customer, "apr_1", "pending", Rows.Now, "Decided Ltd");

        await WriteAsync(grid, customer, "apr_1", "approved", Rows.Now);

        (await grid.Database.ListApprovalsAsync(new("decided", null, null, "apr_1", null, 10), CancellationToken.None)).ShouldHaveSingleItem()
            .ShouldBe(Rows.Approval(customer, "apr_1", "approved", company: "Decided Ltd"));
    }

    [Theory, BothDatabases]
    public async Task List_WithFilters_IsNewestOrSoonestFirstPageByPage(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var (first, second) = (TestGrid.NewCustomer("waiting"), TestGrid.NewCustomer("waiting"));
        await WriteAsync(grid, first, "apr_a", "pending", Rows.Now);
        await WriteAsync(grid, first, "apr_b", "rejected", Rows.Now.AddMinutes(1));
        await WriteAsync(grid, second, "apr_c", "pending", Rows.Now.AddMinutes(1));

        (await ListAsync(new("waiting", null, null, null, null, 10))).ShouldBe(["apr_c", "apr_b", "apr_a"]);
        (await ListAsync(new("waiting", null, Rows.Split(first).Id, null, null, 10))).ShouldBe(["apr_b", "apr_a"]);
        (await ListAsync(new("waiting", "pending", null, null, "apr_c", 1))).ShouldBe(["apr_a"]);
        (await ListAsync(new("waiting", "pending", null, null, null, 10, ByExpiry: true))).ShouldBe(["apr_a", "apr_c"]);
        (await ListAsync(new("waiting", "pending", null, null, "apr_a", 10, ByExpiry: true))).ShouldBe(["apr_c"]);

        async Task<IEnumerable<string>> ListAsync(Database.ApprovalFilter filter) =>
            (await grid.Database.ListApprovalsAsync(filter, CancellationToken.None)).Select(a => a.ApprovalId);
    }

    [Theory, BothDatabases]
    public async Task Count_OfAStatus_IsThatOfTheWorkspaceUpToTheMost(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var (customer, other) = (TestGrid.NewCustomer("counted"), TestGrid.NewCustomer("elsewhere"));
        await WriteAsync(grid, customer, "apr_x", "pending", Rows.Now);
        await WriteAsync(grid, customer, "apr_y", "pending", Rows.Now);
        await WriteAsync(grid, customer, "apr_z", "approved", Rows.Now);
        await WriteAsync(grid, other, "apr_w", "pending", Rows.Now);

        (await CountAsync("pending", 10)).ShouldBe(2);
        (await CountAsync("pending", 1)).ShouldBe(1);
        (await CountAsync("expired", 10)).ShouldBe(0);

        Task<int> CountAsync(string status, int most) => grid.Database.CountApprovalsAsync("counted", status, most, CancellationToken.None);
    }

    private static async Task WriteAsync(TestGrid grid, string customer, string id, string status, DateTimeOffset createdAt, string? company = null)
    {
        var account = await grid.AccountAsync(customer);
        if (company is not null)
            account.State.Journal.Customer = Rows.Customer(customer, company);
        account.State.Journal.List(Rows.Approval(customer, id, status, createdAt));
        await account.WriteAsync();
    }
}
