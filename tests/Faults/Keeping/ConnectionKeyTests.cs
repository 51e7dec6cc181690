using Aegis.Trust;

namespace Aegis.Faults.Keeping;

public sealed class ConnectionKeyTests(KeptGrids grids) : IClassFixture<KeptGrids>
{
    [Fact]
    public async Task ConnectionKey_OfAGrid_FollowsFromItsMasterKeyAndDoesNotTellIt()
    {
        using var grid = grids.Copy();
        var master = await File.ReadAllTextAsync(Path.Combine(grid.Path, "master.key"));

        var (exitCode, output, errors) = await grid.RunAsync("connection-key");

        exitCode.ShouldBe(0, output + errors);
        output.Trim().ShouldBe(ConnectionKey.Of(MasterKey.Parse(master)).Export());
        output.ShouldNotContain(master.Trim()[..20]);
    }

    [Fact]
    public async Task ConnectionKey_WhereTheMasterKeyIsMissing_SaysSoAndMakesNone()
    {
        using var grid = grids.Copy();
        File.Delete(Path.Combine(grid.Path, "master.key"));

        var (exitCode, _, errors) = await grid.RunAsync("connection-key");

        exitCode.ShouldBe(2);
        errors.ShouldContain("AEGIS_MASTER_KEY");
        File.Exists(Path.Combine(grid.Path, "master.key")).ShouldBeFalse();
    }
}
