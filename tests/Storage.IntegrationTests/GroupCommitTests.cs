using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.IntegrationTests.Grid;

namespace Aegis.Storage.IntegrationTests;

public sealed class GroupCommitTests(Databases databases) : IClassFixture<Databases>
{
    [Theory, BothDatabases]
    public async Task Writes_WhileACommitRuns_ShareTheNext(StorageKind kind)
    {
        await using var held = await HeldGrid.OpenAsync(await databases.NewAsync(kind));
        var records = await Task.WhenAll(Enumerable.Range(0, 101).Select(_ => held.Grid.CounterAsync(TestGrid.NewCustomer())));
        var first = records[0].WriteAsync();
        await held.Reached;
        var others = records.Skip(1).Select(r => r.WriteAsync()).ToList();

        held.Release();
        await Task.WhenAll([first, .. others]);

        held.Proxy.Commits.ShouldBe([1, 100]);
    }

    [Theory, BothDatabases]
    public async Task Writes_BeyondTheLargestBatch_TakeSeveral(StorageKind kind)
    {
        var options = await databases.NewAsync(kind);
        options.MaxBatch = 40;
        await using var held = await HeldGrid.OpenAsync(options);
        var records = await Task.WhenAll(Enumerable.Range(0, 101).Select(_ => held.Grid.CounterAsync(TestGrid.NewCustomer())));
        var first = records[0].WriteAsync();
        await held.Reached;
        var others = records.Skip(1).Select(r => r.WriteAsync()).ToList();

        held.Release();
        await Task.WhenAll([first, .. others]);

        held.Proxy.Commits.ShouldBe([1, 40, 40, 20]);
    }

    [Fact]
    public async Task Commits_OnPostgres_RunSideBySideUpToTheLimit()
    {
        DatabaseProxy? proxy = null;
        await using var grid = await TestGrid.OpenAsync(await databases.NewAsync(StorageKind.Postgres), database => DatabaseProxy.Before(database, out proxy));
        var records = await Task.WhenAll(Enumerable.Range(0, 42).Select(_ => grid.CounterAsync(TestGrid.NewCustomer())));
        var arrived = new SemaphoreSlim(0);
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        proxy!.BeforeCommit = () =>
        {
            arrived.Release();
            return released.Task;
        };

        var writes = new List<Task> { records[0].WriteAsync() };
        (await arrived.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        writes.Add(records[1].WriteAsync());
        (await arrived.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        writes.AddRange(records.Skip(2).Select(r => r.WriteAsync()));
        proxy.Commits.ShouldBe([1, 1]);
        released.SetResult();
        await Task.WhenAll(writes);

        proxy.Commits.Sum().ShouldBe(42);
        proxy.Commits.Count.ShouldBeLessThanOrEqualTo(4);
    }

    [Theory, BothDatabases]
    public async Task Reads_WhileAReadRuns_ShareTheNext(StorageKind kind)
    {
        await using var held = await HeldGrid.OpenAsync(await databases.NewAsync(kind));
        held.Proxy.Reads.Clear();
        held.HoldReads();
        var first = held.Grid.AccountAsync(TestGrid.NewCustomer());
        await held.Reached;
        var others = Enumerable.Range(0, 50).Select(_ => held.Grid.AccountAsync(TestGrid.NewCustomer())).ToList();

        held.Release();
        await Task.WhenAll([first, .. others]);

        held.Proxy.Reads.ShouldBe([1, 50]);
    }

    [Theory, BothDatabases]
    public async Task Writes_OfOneRecord_NeverShareABatchAndTheLaterConflicts(StorageKind kind)
    {
        await using var held = await HeldGrid.OpenAsync(await databases.NewAsync(kind));
        var customer = TestGrid.NewCustomer();
        var rivals = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => held.Grid.CounterAsync(customer)));
        var blocker = (await held.Grid.CounterAsync(TestGrid.NewCustomer())).WriteAsync();
        await held.Reached;
        for (var i = 0; i < rivals.Length; i++)
            rivals[i].State.Count = i;
        var writes = rivals.Select(r => r.WriteAsync()).ToList();

        held.Release();
        await Task.WhenAll([blocker, writes[0]]);

        await Should.ThrowAsync<InconsistentStateException>(writes[1]);
        await Should.ThrowAsync<InconsistentStateException>(writes[2]);
        held.Proxy.Commits.ShouldBe([1, 1, 1, 1]);
        (await held.Grid.CounterAsync(customer)).State.Count.ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Commit_ThatFails_FailsEveryWriteOfTheBatchAndNoLaterOne(StorageKind kind)
    {
        await using var held = await HeldGrid.OpenAsync(await databases.NewAsync(kind));
        var records = await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => held.Grid.CounterAsync(TestGrid.NewCustomer())));
        var first = records[0].WriteAsync();
        await held.Reached;
        var others = records.Skip(1).Select(r => r.WriteAsync()).ToList();
        held.Proxy.BeforeCommit = () => throw new IOException("The disk is gone.");

        held.Release();
        await first;

        foreach (var other in others)
            (await Should.ThrowAsync<IOException>(other)).Message.ShouldBe("The disk is gone.");
        held.Proxy.BeforeCommit = () => Task.CompletedTask;
        await records[1].WriteAsync();
        (await held.Grid.CountAsync("SELECT count(*) FROM states")).ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Write_TheDatabaseRefuses_FailsAlone(StorageKind kind)
    {
        await using var held = await HeldGrid.OpenAsync(await databases.NewAsync(kind));
        var customer = TestGrid.NewCustomer();
        var owner = await held.Grid.AccountAsync(customer);
        owner.State.Journal.Append(Rows.Entry());
        held.Release();
        await owner.WriteAsync();
        await owner.ClearAsync();
        held.Hold();
        var blocker = (await held.Grid.CounterAsync(TestGrid.NewCustomer())).WriteAsync();
        await held.Reached;
        var good = await held.Grid.CounterAsync(TestGrid.NewCustomer());
        // Its state is gone, its ledger is not: entry 1 exists already.
        var bad = await held.Grid.AccountAsync(customer);
        bad.State.Journal.Append(Rows.Entry());
        var writes = new[] { bad.WriteAsync(), good.WriteAsync() };

        held.Release();
        await blocker;

        await Should.ThrowAsync<StorageRefusedException>(writes[0]);
        await writes[1];
        (await held.Grid.AccountAsync(customer)).Exists.ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task Write_WithTheQueueFull_IsRefusedAndTakesNothing(StorageKind kind)
    {
        var options = await databases.NewAsync(kind);
        (options.MaxBatch, options.MaxQueue, options.RetryAfter) = (5, 10, TimeSpan.FromSeconds(3));
        await using var held = await HeldGrid.OpenAsync(options);
        var records = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => held.Grid.CounterAsync(TestGrid.NewCustomer())));
        var more = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => held.Grid.CounterAsync(TestGrid.NewCustomer())));
        var refused = await held.Grid.AccountAsync(TestGrid.NewCustomer());
        refused.State.Journal.Append(Rows.Entry());
        var first = records[0].WriteAsync();
        await held.Reached;
        var waiting = records.Skip(1).Concat(more).Select(r => r.WriteAsync()).ToList();

        var exception = await Should.ThrowAsync<StorageOverloadedException>(refused.WriteAsync());

        exception.RetryAfter.ShouldBe(TimeSpan.FromSeconds(3));
        refused.State.Journal.Ledger.ShouldHaveSingleItem();
        refused.State.Head.Seq.ShouldBe(0);
        held.Release();
        await Task.WhenAll([first, .. waiting]);
        await refused.WriteAsync();
        refused.State.Head.Seq.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Write_ChangedAfterTheCall_StoresWhatWasThereAtTheCall(StorageKind kind)
    {
        await using var held = await HeldGrid.OpenAsync(await databases.NewAsync(kind));
        var customer = TestGrid.NewCustomer();
        var counter = await held.Grid.CounterAsync(customer);
        counter.State.Count = 1;
        var write = counter.WriteAsync();
        await held.Reached;

        counter.State.Count = 2;
        counter.State.Journal.Send(Rows.News(customer));
        held.Release();
        await write;

        (await held.Grid.CounterAsync(customer)).State.Count.ShouldBe(1);
        (await held.Grid.CountAsync("SELECT count(*) FROM outbox")).ShouldBe(0);
    }

    [Fact]
    public async Task Batches_UnderASchedulerOfTheirOwn_RunOnItAlone()
    {
        await using var grid = await databases.GridAsync(StorageKind.Sqlite);
        using var scheduler = new OneThreadScheduler();
        var database = DatabaseProxy.Before(grid.Database, out var proxy);
        var schedulers = new List<TaskScheduler>();
        proxy.BeforeCommit = proxy.BeforeRead = () =>
        {
            schedulers.Add(TaskScheduler.Current);
            return Task.CompletedTask;
        };
        var storage = new GroupCommitGrainStorage(
            database, grid.Sealer, new Aegis.Storage.Sealing.SystemEntropy(), new([TestJson.Default]), new StorageLimits(10, 100, TimeSpan.FromSeconds(1)), new(TimeProvider.System), new(), scheduler);

        for (var i = 0; i < 3; i++)
        {
            var record = new TestRecord<CounterState>(storage, GrainId.Create("account", TestGrid.NewCustomer()), "counter");
            await record.ReadAsync();
            await Task.WhenAll(record.WriteAsync());
        }

        schedulers.Count.ShouldBe(6);
        schedulers.ShouldAllBe(s => s == scheduler);
    }
}
