using Aegis.Storage.IntegrationTests.Grid;
using Aegis.Storage.Ledger;

namespace Aegis.Storage.IntegrationTests;

public sealed class EraseTests(Databases databases) : IClassFixture<Databases>
{
    [Theory, BothDatabases]
    public async Task Erase_OfACustomer_LeavesLedgerAndChainAndNothingThatNamesIt(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var (workspace, id) = Rows.Split(customer);
        var account = await grid.AccountAsync(customer);
        Rows.Fill(account.State.Journal, customer);
        await account.WriteAsync();
        var otherCustomer = TestGrid.NewCustomer();
        var other = await grid.AccountAsync(otherCustomer);
        Rows.Fill(other.State.Journal, otherCustomer);
        await other.WriteAsync();

        account.State.Journal.Append(Rows.Entry(kind: "erased"));
        account.State.Journal.Erase = true;
        await account.WriteAsync();

        (await grid.Database.ListCustomersAsync(new(workspace, null, null, null, [], null, 100), CancellationToken.None)).ShouldNotContain(c => c.CustomerId == id);
        (await grid.Database.FindKeyOwnerAsync($"hash_{id}", CancellationToken.None)).ShouldBeNull();
        (await grid.Database.FindSiteOwnerAsync($"site-{id}", CancellationToken.None)).ShouldBeNull();
        (await grid.Database.ReadActivityIdsAsync(customer, Rows.Now, CancellationToken.None)).ShouldBeEmpty();
        var action = (await grid.Database.ListActionsAsync(workspace, "done", null, 100, CancellationToken.None)).Single(a => a.CustomerId == id);
        (action.Evidence, action.Output).ShouldBe(("", "{}"));
        (await grid.Database.ListInterventionsAsync(new(workspace, null, id, null, null, 10), CancellationToken.None)).ShouldBeEmpty();
        (await grid.Database.ListApprovalsAsync(new(workspace, null, id, null, null, 10), CancellationToken.None)).ShouldBeEmpty();
        var ledger = await grid.Database.ReadLedgerAsync(workspace, id, 0, 10, CancellationToken.None);
        ledger.Rows.Select(r => r.Kind).ShouldBe(["noted", "erased"]);
        ledger.WrappedKey.ShouldBeNull();
        (await new LedgerVerifier(grid.Database, grid.Sealer).VerifyAsync()).Breaks.ShouldBeEmpty();
        (await grid.Database.FindKeyOwnerAsync($"hash_{Rows.Split(otherCustomer).Id}", CancellationToken.None)).ShouldBe(otherCustomer);
        (await grid.AccountAsync(otherCustomer)).State.Key.ShouldNotBeNull();
    }

    [Fact]
    public async Task Erase_OnSqlite_LeavesNoTraceOfTheCustomerInTheFiles()
    {
        var options = await databases.NewAsync(StorageKind.Sqlite);
        await using var grid = await TestGrid.OpenAsync(options);
        var customer = TestGrid.NewCustomer();
        var account = await grid.AccountAsync(customer);
        Rows.Fill(account.State.Journal, customer);
        account.State.Journal.Customer = Rows.Customer(customer, "Unmistakable Ltd", "unmistakable@example.com");
        await account.WriteAsync();
        var wrapped = account.State.Key!.Wrapped;
        Files(options).Any(file => Contains(file, "unmistakable"u8) && Contains(file, "Unmistakable Ltd"u8)).ShouldBeTrue("the search must find what is there before");
        Files(options).Any(file => Contains(file, wrapped)).ShouldBeTrue();

        account.State.Journal.Erase = true;
        await account.WriteAsync();

        Files(options).Where(file => Contains(file, "unmistakable"u8) || Contains(file, "Unmistakable Ltd"u8) || Contains(file, wrapped)).ShouldBeEmpty();
    }

    private static IEnumerable<byte[]> Files(StorageOptions options)
    {
        foreach (var path in Directory.GetFiles(options.DataDirectory, "aegis.db*").Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            yield return bytes;
        }
    }

    private static bool Contains(byte[] file, ReadOnlySpan<byte> text) => file.AsSpan().IndexOf(text) >= 0;

    [Theory, BothDatabases]
    public async Task Read_AfterErase_HasNoKeyAndMakesNoNewOne(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var account = await grid.AccountAsync(customer);
        account.State.Journal.Erase = true;
        await account.WriteAsync();
        account.State.Key.ShouldBeNull();

        var read = await grid.AccountAsync(customer);
        read.State.Key.ShouldBeNull();
        read.State.Journal.Append(Rows.Entry("""{"late":"text that nobody may read"}"""));
        await read.WriteAsync();

        var (workspace, id) = Rows.Split(customer);
        var late = (await grid.Database.ReadLedgerAsync(workspace, id, 0, 10, CancellationToken.None)).Rows.ShouldHaveSingleItem();
        late.SealedData.ShouldBeEmpty();
        (await new LedgerVerifier(grid.Database, grid.Sealer).VerifyAsync()).Breaks.ShouldNotContain(b => b.CustomerId == id);
    }

    [Theory, BothDatabases]
    public async Task SealedState_AfterErase_ReadsEmptyAndCanOnlyBeCleared(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var account = await grid.AccountAsync(customer);
        await account.WriteAsync();
        var diary = await grid.DiaryAsync(customer);
        diary.State.Text = "dear diary";
        await diary.WriteAsync();
        account.State.Journal.Erase = true;
        await account.WriteAsync();

        var read = await grid.DiaryAsync(customer);

        read.Exists.ShouldBeTrue();
        read.State.Text.ShouldBe("");
        await Should.ThrowAsync<InvalidOperationException>(read.WriteAsync());
        await read.ClearAsync();
        (await grid.DiaryAsync(customer)).Exists.ShouldBeFalse();
    }
}
