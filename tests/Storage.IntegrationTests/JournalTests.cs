using Aegis.Storage.Database;
using Aegis.Storage.IntegrationTests.Grid;

namespace Aegis.Storage.IntegrationTests;

public sealed class JournalTests(Databases databases) : IClassFixture<Databases>
{
    [Theory, BothDatabases]
    public async Task Write_WithAJournal_CommitsEveryRowOfIt(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var account = await grid.AccountAsync(customer);
        Rows.Fill(account.State.Journal, customer);
        account.State.DueAt = Rows.Now;

        await account.WriteAsync();

        (await FootprintAsync(grid, customer)).ShouldBe(new Footprint(1, 1, 1, 1, 1, 1, 1, 1));
    }

    [Theory, BothDatabases]
    public async Task Write_OnALostVersion_LeavesNothingOfItsJournal(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var stale = await grid.AccountAsync(customer);
        await (await grid.AccountAsync(customer)).WriteAsync();
        Rows.Fill(stale.State.Journal, customer);
        stale.State.DueAt = Rows.Now;

        await Should.ThrowAsync<InconsistentStateException>(stale.WriteAsync());

        (await FootprintAsync(grid, customer)).ShouldBe(new Footprint(0, 0, 0, 0, 0, 0, 0, 0));
    }

    [Theory, BothDatabases]
    public async Task Write_Taken_EmptiesTheJournal(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var account = await grid.AccountAsync(customer);
        Rows.Fill(account.State.Journal, customer);

        await account.WriteAsync();
        await account.WriteAsync();

        (await FootprintAsync(grid, customer)).Ledger.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Write_OfTwoStatesOfACustomerAtOnce_KeepsTheRowOfTheLast(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var (account, counter) = (await grid.AccountAsync(customer), await grid.CounterAsync(customer));
        account.State.Journal.Customer = Rows.Customer(customer, tier: "none");
        counter.State.Journal.Customer = Rows.Customer(customer, tier: "trial");

        await Task.WhenAll(account.WriteAsync(), counter.WriteAsync());

        var (workspace, id) = Rows.Split(customer);
        (await grid.Database.ListCustomersAsync(new(workspace, null, null, null, [id], null, 10), CancellationToken.None))
            .ShouldHaveSingleItem().ShouldBe(Rows.Customer(customer, tier: "trial"));
    }

    [Theory, BothDatabases]
    public async Task Index_OfKeysAndSites_FindsTheOwner(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var account = await grid.AccountAsync(customer);
        Rows.Fill(account.State.Journal, customer);

        await account.WriteAsync();

        var id = Rows.Split(customer).Id;
        (await grid.Database.FindKeyOwnerAsync($"hash_{id}", CancellationToken.None)).ShouldBe(customer);
        (await grid.Database.FindSiteOwnerAsync($"site-{id}", CancellationToken.None)).ShouldBe(customer);
        (await grid.Database.FindKeyOwnerAsync("hash_of_nobody", CancellationToken.None)).ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task ActionList_ReadPageByPage_IsNewestFirstAndComplete(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer("actions");
        var account = await grid.AccountAsync(customer);
        for (var i = 0; i < 5; i++)
            account.State.Journal.List(Rows.Action(customer, $"act_{i}", "unknown", Rows.Now.AddMinutes(i / 2)));
        account.State.Journal.List(Rows.Action(customer, "act_done"));
        await account.WriteAsync();

        var seen = new List<string>();
        string? cursor = null;
        while (await grid.Database.ListActionsAsync("actions", "unknown", cursor, 2, CancellationToken.None) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(a => a.ActionId));
            cursor = page[^1].ActionId;
        }

        seen.ShouldBe(["act_4", "act_3", "act_2", "act_1", "act_0"]);
    }

    [Theory, BothDatabases]
    public async Task ActivityIds_ReadBack_ReachBackADayOrTenThousand(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var counter = await grid.CounterAsync(customer);
        for (var day = 5; day >= 0; day--)
        {
            counter.State.Journal.ActivityIds = new(Rows.Now.AddDays(-day), new byte[16 * 4_000]);
            await counter.WriteAsync();
        }

        var chunks = await grid.Database.ReadActivityIdsAsync(customer, Rows.Now.AddHours(-24), CancellationToken.None);

        chunks.Select(c => c.At).ShouldBe([Rows.Now.AddDays(-2), Rows.Now.AddDays(-1), Rows.Now]);
    }

    [Theory, BothDatabases]
    public async Task ActivityIds_OfManyWrites_AreTrimmed(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var counter = await grid.CounterAsync(customer);
        // Trimmed at every 64th version, and a record's first is any.
        for (var hour = 0; hour < 64 || long.Parse(counter.ETag!, System.Globalization.CultureInfo.InvariantCulture) % 64 != 0; hour++)
        {
            counter.State.Journal.ActivityIds = new(Rows.Now.AddHours(hour), new byte[16 * 500]);
            await counter.WriteAsync();
        }

        // 24 h and the newest hold 25 chunks, more than the 20 that make 10,000 ids.
        (await grid.CountAsync($"SELECT count(*) FROM activity_ids WHERE customer_key = '{customer}'")).ShouldBe(25);
    }

    private static async Task<Footprint> FootprintAsync(TestGrid grid, string customer)
    {
        var id = Rows.Split(customer).Id;
        return new(
            await grid.CountAsync($"SELECT count(*) FROM ledger WHERE customer_key = '{customer}'"),
            await grid.CountAsync($"SELECT count(*) FROM outbox WHERE customer_key = '{customer}'"),
            await grid.CountAsync($"SELECT count(*) FROM actions WHERE customer_key = '{customer}'"),
            await grid.CountAsync($"SELECT count(*) FROM keys WHERE customer_key = '{customer}'"),
            await grid.CountAsync($"SELECT count(*) FROM sites WHERE customer_key = '{customer}'"),
            await grid.CountAsync($"SELECT count(*) FROM activity_ids WHERE customer_key = '{customer}'"),
            await grid.CountAsync($"SELECT count(*) FROM customers WHERE customer_id = '{id}'"),
            await grid.CountAsync($"SELECT count(*) FROM due WHERE grain_key = '{customer}'"));
    }

    private sealed record Footprint(long Ledger, long Outbox, long Actions, long Keys, long Sites, long ActivityIds, long Customers, long Due);
}
