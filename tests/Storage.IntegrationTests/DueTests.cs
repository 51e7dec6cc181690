using Aegis.Storage.Database;
using Aegis.Storage.IntegrationTests.Grid;

namespace Aegis.Storage.IntegrationTests;

public sealed class DueTests(Databases databases) : IClassFixture<Databases>
{
    [Theory, BothDatabases]
    public async Task ReadDue_WithTwoStatesDue_NamesTheGrainOnceAtTheEarlier(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        await SetDueAsync(grid, customer, Rows.Now.AddMinutes(5), Rows.Now.AddMinutes(2));

        var due = await DueAsync(grid, customer, Rows.Now.AddHours(1));

        due.ShouldBe([new DueRow("account", customer, Rows.Now.AddMinutes(2))]);
    }

    [Theory, BothDatabases]
    public async Task ReadDue_BeforeTheTime_IsEmpty(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        await SetDueAsync(grid, customer, Rows.Now.AddMinutes(5), null);

        (await DueAsync(grid, customer, Rows.Now.AddMinutes(5).AddMicroseconds(-1))).ShouldBeEmpty();
        (await DueAsync(grid, customer, Rows.Now.AddMinutes(5))).ShouldNotBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Write_OfOneState_LeavesTheDueRowOfTheOther(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        await SetDueAsync(grid, customer, Rows.Now, Rows.Now.AddMinutes(2));
        var account = await grid.AccountAsync(customer);
        account.State.DueAt = null;

        await account.WriteAsync();

        (await DueAsync(grid, customer, Rows.Now.AddHours(1))).ShouldBe([new DueRow("account", customer, Rows.Now.AddMinutes(2))]);
    }

    [Theory, BothDatabases]
    public async Task Write_OnceNothingIsDue_RemovesTheRow(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        await SetDueAsync(grid, customer, Rows.Now, null);
        var account = await grid.AccountAsync(customer);
        account.State.DueAt = null;

        await account.WriteAsync();

        (await DueAsync(grid, customer, DateTimeOffset.MaxValue)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Write_DueUnchangedThenChanged_RowFollows(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var account = await grid.AccountAsync(customer);
        foreach (var minutes in (int?[])[1, 1, 2, null, null, 3])
        {
            account.State.DueAt = minutes is { } later ? Rows.Now.AddMinutes(later) : null;

            await account.WriteAsync();

            (await DueAsync(grid, customer, DateTimeOffset.MaxValue)).Select(row => (DateTimeOffset?)row.DueAt).ShouldBe(
                account.State.DueAt is { } due ? [due] : Array.Empty<DateTimeOffset?>());
        }
    }

    [Theory, BothDatabases]
    public async Task Write_FirstOfAnActivation_SetsTheRowThatAnotherVersionDidNotKnow(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        await SetDueAsync(grid, customer, Rows.Now, null);
        (await grid.TamperAsync($"DELETE FROM due WHERE grain_key = '{customer}'")).ShouldBe(1);
        var account = await grid.AccountAsync(customer);

        await account.WriteAsync();

        (await DueAsync(grid, customer, DateTimeOffset.MaxValue)).ShouldHaveSingleItem();
    }

    [Theory, BothDatabases]
    public async Task ReadDue_WithALimit_GivesTheEarliest(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customers = Enumerable.Range(0, 4_000).Select(_ => TestGrid.NewCustomer("limits")).Where(c => Shards.Of(c) == 7).Take(4).ToList();
        for (var i = 0; i < customers.Count; i++)
            await SetDueAsync(grid, customers[i], Rows.Now.AddMinutes(-i), Rows.Now.AddMinutes(-i));

        var due = await grid.Database.ReadDueAsync(7, Rows.Now, 2, CancellationToken.None);

        due.Select(row => row.GrainKey).ShouldBe([customers[3], customers[2]]);
    }

    [Theory, BothDatabases]
    public async Task ClaimDue_ByTwo_GivesEachRowToOneUntilTheClaimLapses(StorageKind kind)
    {
        await using var grid = await TestGrid.OpenAsync(await databases.NewAsync(kind));
        string[] customers = [.. Enumerable.Range(0, 20).Select(_ => TestGrid.NewCustomer())];
        foreach (var customer in customers)
            await SetDueAsync(grid, customer, Rows.Now.AddMinutes(-1), null);
        await SetDueAsync(grid, TestGrid.NewCustomer(), Rows.Now.AddMinutes(1), null);

        var claims = await Task.WhenAll(ClaimAsync(grid, Rows.Now, 12), ClaimAsync(grid, Rows.Now, 12));

        claims.SelectMany(rows => rows).Select(row => row.GrainKey).ShouldBe(customers, ignoreOrder: true);
        (await ClaimAsync(grid, Rows.Now.AddSeconds(4), 100)).ShouldBeEmpty();
        (await ClaimAsync(grid, Rows.Now.AddSeconds(5), 100)).Count.ShouldBe(20);
    }

    [Theory, BothDatabases]
    public async Task ClaimDue_AfterTheTimeChanged_FindsTheRowAtOnce(StorageKind kind)
    {
        await using var grid = await TestGrid.OpenAsync(await databases.NewAsync(kind));
        var customer = TestGrid.NewCustomer();
        await SetDueAsync(grid, customer, Rows.Now.AddMinutes(-1), null);
        await ClaimAsync(grid, Rows.Now, 1);
        var account = await grid.AccountAsync(customer);
        account.State.DueAt = Rows.Now;

        await account.WriteAsync();

        (await ClaimAsync(grid, Rows.Now, 1)).ShouldBe([new DueRow("account", customer, Rows.Now)]);
    }

    private static Task<IReadOnlyList<DueRow>> ClaimAsync(TestGrid grid, DateTimeOffset now, int limit) =>
        grid.Database.ClaimDueAsync(now, now.AddSeconds(5), limit, CancellationToken.None);

    private static async Task SetDueAsync(TestGrid grid, string customer, DateTimeOffset? account, DateTimeOffset? counter)
    {
        var (first, second) = (await grid.AccountAsync(customer), await grid.CounterAsync(customer));
        first.State.DueAt = account;
        second.State.DueAt = counter;
        await first.WriteAsync();
        await second.WriteAsync();
    }

    private static async Task<IEnumerable<DueRow>> DueAsync(TestGrid grid, string customer, DateTimeOffset until) =>
        (await grid.Database.ReadDueAsync(Shards.Of(customer), until, 10_000, CancellationToken.None)).Where(row => row.GrainKey == customer);
}
