using Microsoft.Data.Sqlite;

namespace Aegis.Faults.Keeping;

public sealed class VerifyLedgerTests(KeptGrids grids) : IClassFixture<KeptGrids>
{
    [Fact]
    public async Task VerifyLedger_UntouchedGrid_IsClean()
    {
        using var grid = grids.Copy();

        var (exitCode, output, errors) = await grid.RunAsync("verify-ledger");

        exitCode.ShouldBe(0, output + errors);
        output.ShouldStartWith("2 ledgers, ");
        output.ShouldContain("0 broken");
    }

    [Theory]
    [InlineData("UPDATE ledger SET actor = 'admin:mallory' WHERE customer_key = 'default/kept-two' AND seq = 3", 3)]
    [InlineData("UPDATE ledger SET body = zeroblob(length(body)) WHERE customer_key = 'default/kept-two' AND seq = 2", 2)]
    [InlineData("DELETE FROM ledger WHERE customer_key = 'default/kept-two' AND seq = 2", 2)]
    public async Task VerifyLedger_EditedEntry_NamesIt(string edit, int seq)
    {
        using var grid = grids.Copy();
        Edit(grid.Database, edit);

        var (exitCode, output, _) = await grid.RunAsync("verify-ledger");

        exitCode.ShouldBe(1);
        output.ShouldContain($"BROKEN default/kept-two, entry {seq}");
        output.ShouldContain("1 broken");
    }

    [Fact]
    public async Task VerifyLedger_NoGridThere_NamesDirectory()
    {
        using var grid = grids.Copy();
        File.Delete(grid.Database);

        var (exitCode, _, errors) = await grid.RunAsync("verify-ledger");

        exitCode.ShouldBe(2);
        errors.ShouldContain(grid.Path);
    }

    private static void Edit(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().ShouldBe(1);
    }
}
