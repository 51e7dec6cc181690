using System.Runtime.Versioning;
using System.Security.Cryptography;
using Aegis.Fixtures;
using Aegis.Storage.Database;
using Aegis.Storage.IntegrationTests.Grid;
using Aegis.Storage.Sealing;
using Aegis.Trust;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Storage.IntegrationTests;

public sealed class StartTests(Databases databases) : IClassFixture<Databases>
{
    [Theory, BothDatabases]
    public async Task Migrate_Again_KeepsWhatIsThere(StorageKind kind)
    {
        var options = await databases.NewAsync(kind);
        var customer = TestGrid.NewCustomer();
        await using (var grid = await TestGrid.OpenAsync(options))
            await (await grid.CounterAsync(customer)).WriteAsync();

        await using var again = await TestGrid.OpenAsync(options);

        (await again.CounterAsync(customer)).Exists.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public void Migrations_OfADatabase_AreNumberedWithoutGapOrRepeat(string database) =>
        Migration.Of(database).Select(m => m.Number).ShouldBe(Enumerable.Range(1, Migration.Of(database).Count));

    [Theory, BothDatabases]
    public async Task Migrate_ByManyAtOnce_SucceedsForAll(StorageKind kind)
    {
        var options = await databases.NewAsync(kind);
        var sealer = NewSealer();
        var grids = Enumerable.Range(0, 6).Select(_ => GridDatabases.Open(options, sealer, DatabaseUse.Inspect)).ToList();

        await Task.WhenAll(grids.Select(g => g.MigrateAsync(CancellationToken.None)));

        (await grids[0].ReadLastEventAsync(CancellationToken.None)).ShouldBe(0);
        foreach (var grid in grids)
            await grid.DisposeAsync();
    }

    [Theory, BothDatabases]
    public async Task Start_WithAnotherMasterKey_NamesTheSetting(StorageKind kind)
    {
        var options = await databases.NewAsync(kind);
        await using (await TestGrid.OpenAsync(options))
        {
        }

        options.MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

        (await Should.ThrowAsync<StorageSettingException>(TestGrid.OpenAsync(options))).Setting.ShouldBe("AEGIS_MASTER_KEY");
    }

    [Theory, BothDatabases]
    public async Task Start_OnADatabaseOfANewerVersion_IsRefused(StorageKind kind)
    {
        var options = await databases.NewAsync(kind);
        await using (var grid = await TestGrid.OpenAsync(options))
            await grid.TamperAsync("UPDATE grid_info SET value = '999' WHERE name = 'schema'");

        (await Should.ThrowAsync<StorageSettingException>(TestGrid.OpenAsync(options))).Message.ShouldContain("999");
    }

    [Fact]
    public async Task Serve_OfASqliteGridThatIsServed_IsRefusedAndAllowedAfterwards()
    {
        var options = await databases.NewAsync(StorageKind.Sqlite);
        await using (await TestGrid.OpenAsync(options))
            Should.Throw<StorageSettingException>(() => GridDatabases.Open(options, NewSealer(), DatabaseUse.Serve)).Setting.ShouldBe("AEGIS_DATA");

        await using var again = await TestGrid.OpenAsync(options);
    }

    [Fact]
    public async Task Start_WithoutAReachableServer_NamesTheConnectionStringAndHidesThePassword()
    {
        using var directory = new TemporaryDirectory();
        var options = new StorageOptions { Kind = StorageKind.Postgres, DataDirectory = directory.Path, ConnectionString = $"Host={directory.Path};Username=aegis;Password=hunter2" };

        var exception = await Should.ThrowAsync<StorageSettingException>(TestGrid.OpenAsync(options));

        exception.Setting.ShouldBe("ConnectionStrings__Aegis");
        exception.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Start_OnADatabaseThatDoesNotExist_NamesTheConnectionString()
    {
        var options = await databases.NewAsync(StorageKind.Postgres);
        options.ConnectionString += ";Database=nowhere";

        (await Should.ThrowAsync<StorageSettingException>(TestGrid.OpenAsync(options))).Setting.ShouldBe("ConnectionStrings__Aegis");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Host=localhost;Nonsense=1")]
    public void Options_WithABadConnectionString_NameTheSetting(string? connectionString)
    {
        var options = new StorageOptions { Kind = StorageKind.Postgres, ConnectionString = connectionString };

        Should.Throw<StorageSettingException>(() => GridDatabases.Open(options, NewSealer(), DatabaseUse.Serve)).Setting.ShouldBe("ConnectionStrings__Aegis");
    }

    [Theory]
    [InlineData("short")]
    [InlineData("c2hvcnQ=")]
    [InlineData("zz112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")]
    public void MasterKey_ThatIsNone_NamesTheSettingAndNotItsValue(string value)
    {
        var exception = Should.Throw<StorageSettingException>(() => StoredMasterKey.Load(new() { MasterKey = value }, new SystemEntropy()));

        exception.Setting.ShouldBe("AEGIS_MASTER_KEY");
        exception.Message.ShouldNotContain(value);
    }

    [Fact, SupportedOSPlatform("linux")]
    public async Task MasterKeyFile_MadeByManyAtOnce_IsOneAndForTheOwnerOnly()
    {
        using var directory = new TemporaryDirectory();
        var options = new StorageOptions { DataDirectory = Path.Combine(directory.Path, "new") };

        var hashes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Factory.StartNew(
            () => new AesGcmSealer(StoredMasterKey.Load(options, new SystemEntropy()), new SystemEntropy()).Hash("test", "text"),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        hashes.Distinct().ShouldHaveSingleItem();
        var file = Directory.GetFiles(options.DataDirectory).ShouldHaveSingleItem();
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Services_OfTheStorage_AreRegistered()
    {
        var options = await databases.NewAsync(StorageKind.Sqlite);
        await using var services = new ServiceCollection().AddAegisStorage(options).BuildServiceProvider();

        services.GetRequiredKeyedService<IGrainStorage>("Default").ShouldBeSameAs(services.GetRequiredService<GroupCommit.GroupCommitGrainStorage>());
        services.GetRequiredService<ISealer>().ShouldNotBeNull();
        services.GetRequiredService<IEntropy>().ShouldNotBeNull();
    }

    private static AesGcmSealer NewSealer() => new(new MasterKey(RandomNumberGenerator.GetBytes(32)), new SystemEntropy());
}
