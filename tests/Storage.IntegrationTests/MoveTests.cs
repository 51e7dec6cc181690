using Aegis.Storage.IntegrationTests.Grid;
using Aegis.Storage.Ledger;
using Aegis.Storage.Moving;
using Aegis.Storage.Database;

namespace Aegis.Storage.IntegrationTests;

public sealed class MoveTests(Databases databases) : IClassFixture<Databases>
{
    [Fact]
    public async Task Move_ToAnEmptyDatabase_BringsEverythingAndServesOn()
    {
        var (source, customers) = await FilledAsync();
        var target = await TargetAsync(source);
        var progress = new List<MoveProgress>();

        var moved = await MoveAsync(source, target, new Collect(progress));

        moved.ShouldBeGreaterThan(0);
        progress.Select(p => p.Table).ShouldBe(MovedTable.All.Select(t => t.Name));
        progress.ShouldAllBe(p => p.Rows == p.Total);
        progress.ShouldAllBe(p => p.Rows > 0, "the test moves a row of every table");
        await using var grid = await TestGrid.OpenAsync(target);
        (await new LedgerVerifier(grid.Database, grid.Sealer).VerifyAsync()).ShouldSatisfyAllConditions(r => r.IsClean.ShouldBeTrue(), r => r.Ledgers.ShouldBe(3));
        var account = await grid.AccountAsync(customers[1]);
        account.State.Name.ShouldBe("moved 🙂");
        (await grid.DiaryAsync(customers[1])).State.Text.ShouldBe("dear diary");
        (await grid.Database.ListCustomersAsync(new("moving", null, null, null, ["exam"], null, 10), CancellationToken.None)).Count.ShouldBe(3);
        (await grid.Database.ReadRemindersAsync(CancellationToken.None)).ShouldBe([_reminder]);
        account.State.Journal.Send(Rows.News(customers[1]));
        account.State.Journal.Append(Rows.Entry());
        account.State.Journal.ActivityIds = new(Rows.Now, new byte[16]);
        await account.WriteAsync();
        (await grid.Database.NumberOutboxAsync(10, CancellationToken.None)).Select(e => e.Number).ShouldBe([3L, 4L]);
    }

    [Fact]
    public async Task Move_ToADatabaseInUse_MovesNothing()
    {
        var (source, _) = await FilledAsync();
        var target = await TargetAsync(source);
        await using (var grid = await TestGrid.OpenAsync(target))
            await (await grid.CounterAsync(TestGrid.NewCustomer())).WriteAsync();

        var exception = await Should.ThrowAsync<StorageSettingException>(MoveAsync(source, target));

        exception.Message.ShouldContain("states");
        await using var after = await TestGrid.OpenAsync(target);
        (await after.CountAsync("SELECT count(*) FROM states")).ShouldBe(1);
        (await after.CountAsync("SELECT count(*) FROM ledger")).ShouldBe(0);
    }

    [Fact]
    public async Task Move_CutShort_LeavesTheTargetEmpty()
    {
        var (source, _) = await FilledAsync();
        var target = await TargetAsync(source);
        var failing = new Fail(after: "customers");

        await Should.ThrowAsync<IOException>(MoveAsync(source, target, failing));

        await using (var grid = await TestGrid.OpenAsync(target))
        {
            foreach (var table in MovedTable.All)
                (await grid.CountAsync($"SELECT count(*) FROM {table.Name}")).ShouldBe(0);
        }

        (await MoveAsync(source, target)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Move_OfAGridThatIsServed_IsRefused()
    {
        var (source, _) = await FilledAsync();
        var target = await TargetAsync(source);
        await using var serving = await TestGrid.OpenAsync(source);

        (await Should.ThrowAsync<StorageSettingException>(new GridMover(source, serving.Sealer).MoveAsync(target.ConnectionString!))).Message.ShouldContain("in use");
    }

    [Fact]
    public async Task Move_FromADirectoryWithoutAGrid_NamesIt()
    {
        var source = await databases.NewAsync(StorageKind.Sqlite);
        var target = await TargetAsync(source);

        (await Should.ThrowAsync<StorageSettingException>(MoveAsync(source, target))).Setting.ShouldBe("AEGIS_DATA");
    }

    private static readonly ReminderRow _reminder = new("monitor", "7", "sweep", Rows.Now, TimeSpan.FromMinutes(1));

    private async Task<(StorageOptions Source, IReadOnlyList<string> Customers)> FilledAsync()
    {
        var source = await databases.NewAsync(StorageKind.Sqlite);
        await using var grid = await TestGrid.OpenAsync(source);
        List<string> customers = [TestGrid.NewCustomer("moving"), TestGrid.NewCustomer("moving"), TestGrid.NewCustomer("moving")];
        foreach (var customer in customers)
        {
            var account = await grid.AccountAsync(customer);
            Rows.Fill(account.State.Journal, customer);
            account.State.Name = "moved 🙂";
            account.State.DueAt = Rows.Now;
            await account.WriteAsync();
            var diary = await grid.DiaryAsync(customer);
            diary.State.Text = "dear diary";
            await diary.WriteAsync();
        }

        await grid.Database.NumberOutboxAsync(2, CancellationToken.None);
        await grid.Database.SaveReminderAsync(_reminder, CancellationToken.None);
        return (source, customers);
    }

    // The master key moves along, as it must.
    private async Task<StorageOptions> TargetAsync(StorageOptions source)
    {
        var target = await databases.NewAsync(StorageKind.Postgres);
        return new() { Kind = target.Kind, ConnectionString = target.ConnectionString, DataDirectory = source.DataDirectory };
    }

    private static Task<long> MoveAsync(StorageOptions source, StorageOptions target, IProgress<MoveProgress>? progress = null)
    {
        var entropy = new Sealing.SystemEntropy();
        var sealer = new Sealing.AesGcmSealer(Sealing.StoredMasterKey.Load(source, entropy), entropy);
        return new GridMover(source, sealer).MoveAsync(target.ConnectionString!, progress);
    }

    private sealed class Collect(List<MoveProgress> into) : IProgress<MoveProgress>
    {
        public void Report(MoveProgress value) => into.Add(value);
    }

    private sealed class Fail(string after) : IProgress<MoveProgress>
    {
        public void Report(MoveProgress value)
        {
            if (value.Table == after)
                throw new IOException("The line was cut.");
        }
    }
}
