using Aegis.Storage.IntegrationTests.Grid;

namespace Aegis.Storage.IntegrationTests;

public sealed class VersionTests(Databases databases) : IClassFixture<Databases>
{
    [Theory, BothDatabases]
    public async Task Write_ReadBack_HasStateAndVersion(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var written = await grid.AccountAsync(customer);
        written.Exists.ShouldBeFalse();
        written.State.Name = "Ünïcode \"quoted\" 🙂";
        written.State.Mood = Mood.NeedsAttention;

        await written.WriteAsync();
        var first = Version(written);
        await written.WriteAsync();

        var read = await grid.AccountAsync(customer);
        read.Exists.ShouldBeTrue();
        Version(read).ShouldBe(first + 1);
        read.State.Name.ShouldBe("Ünïcode \"quoted\" 🙂");
        read.State.Mood.ShouldBe(Mood.NeedsAttention);
    }

    [Theory, BothDatabases]
    public async Task Write_OnAStaleVersion_ConflictsAndLeavesTheOther(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var first = await grid.CounterAsync(customer);
        var second = await grid.CounterAsync(customer);
        first.State.Count = 1;
        await first.WriteAsync();
        second.State.Count = 2;

        var exception = await Should.ThrowAsync<InconsistentStateException>(second.WriteAsync());

        exception.StoredEtag.ShouldBe(first.ETag);
        (await grid.CounterAsync(customer)).State.Count.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Write_TwiceAtOnceOnOneVersion_CommitsExactlyOne(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var rivals = new[] { await grid.CounterAsync(customer), await grid.CounterAsync(customer) };

        var outcomes = await Task.WhenAll(rivals.Select(async rival =>
        {
            try
            {
                await rival.WriteAsync();
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        }));

        outcomes.Count(won => won).ShouldBe(1);
        (await grid.CounterAsync(customer)).ETag.ShouldBe(rivals[outcomes[0] ? 0 : 1].ETag);
    }

    [Theory, BothDatabases]
    public async Task Clear_ThenRead_HasNoRecordAndMayBeWrittenAnew(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var record = await grid.CounterAsync(customer);
        record.State.DueAt = DateTimeOffset.UnixEpoch;
        await record.WriteAsync();

        await record.ClearAsync();

        (await grid.CounterAsync(customer)).Exists.ShouldBeFalse();
        (await grid.Database.ReadDueAsync(Database.Shards.Of(customer), DateTimeOffset.MaxValue, 1_000, CancellationToken.None))
            .ShouldNotContain(row => row.GrainKey == customer);
        await record.WriteAsync();
        (await grid.CounterAsync(customer)).ETag.ShouldBe(record.ETag);
    }

    [Theory, BothDatabases]
    public async Task Write_OnAVersionFromBeforeAClear_ConflictsWithTheRecordMadeSince(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var record = await grid.CounterAsync(customer);
        await record.WriteAsync();
        var stale = await grid.CounterAsync(customer);
        await record.ClearAsync();
        record.State.Count = 7;
        await record.WriteAsync();

        await Should.ThrowAsync<InconsistentStateException>(stale.WriteAsync());

        (await grid.CounterAsync(customer)).State.Count.ShouldBe(7);
    }

    [Theory, BothDatabases]
    public async Task Clear_OnAStaleVersion_Conflicts(StorageKind kind)
    {
        var grid = await databases.GridAsync(kind);
        var customer = TestGrid.NewCustomer();
        var first = await grid.CounterAsync(customer);
        await first.WriteAsync();
        var stale = await grid.CounterAsync(customer);
        await first.WriteAsync();

        await Should.ThrowAsync<InconsistentStateException>(stale.ClearAsync());

        (await grid.CounterAsync(customer)).Exists.ShouldBeTrue();
    }

    private static long Version<T>(TestRecord<T> record) => long.Parse(record.ETag!, System.Globalization.CultureInfo.InvariantCulture);
}
