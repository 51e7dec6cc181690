using Aegis.Faults.Program;
using Aegis.Fixtures;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Aegis.Faults.Keeping;

public sealed class MoveTests(KeptGrids grids) : IClassFixture<KeptGrids>
{
    [Fact]
    public async Task Move_ToEmptyPostgres_ServesTheSameGridThere()
    {
        using var grid = grids.Copy();
        var target = await NewDatabaseAsync();

        var (exitCode, output, errors) = await grid.RunAsync("move", "--to", target);

        exitCode.ShouldBe(0, output + errors);
        var variables = new Dictionary<string, string>(AegisClient.Variables) { ["AEGIS_STORAGE"] = "postgres", ["ConnectionStrings__Aegis"] = target };
        await using var verify = AegisProcess.Start(variables, "verify-ledger", "--data", grid.Path);
        (await verify.ExitAsync()).ShouldBe(0, verify.Output + verify.Errors);
        verify.Output.ShouldStartWith("2 ledgers, ");
        await using var program = await AegisProcess.Start(variables, "run", "--data", grid.Path, "--urls", "http://127.0.0.1:0").ListeningAsync();
        using var client = new AegisClient(program.Address);
        (await client.GetAsync("/api/customers/kept-one")).GetProperty("stage").GetString().ShouldBe("api_keys_generated");
        (await client.GetAsync("/api/customers/kept-one/conversation")).GetRawText().ShouldContain("sk_test_");
    }

    [Fact]
    public async Task Move_KilledOnTheWay_LeavesAllOrNothing()
    {
        using var grid = grids.Copy();
        var target = await NewDatabaseAsync();

        await using (var move = AegisProcess.Start(AegisClient.Variables, "move", "--to", target, "--data", grid.Path))
        {
            await move.FirstOutputAsync();
            await move.KillAsync();
        }

        var (moved, kept) = (await CountAsync(target), CountSource(grid.Database));
        (moved == 0 || moved == kept).ShouldBeTrue($"{moved} of {kept} ledger entries arrived");
        var (again, output, errors) = await grid.RunAsync("move", "--to", target);
        again.ShouldBe(moved == 0 ? 0 : 2, output + errors);
        (await CountAsync(target)).ShouldBe(kept);
    }

    [Fact]
    public async Task Move_TargetInUse_MovesNothing()
    {
        using var grid = grids.Copy();
        var target = await NewDatabaseAsync();
        (await grid.RunAsync("move", "--to", target)).ExitCode.ShouldBe(0);
        var before = await CountAsync(target);

        var (exitCode, _, errors) = await grid.RunAsync("move", "--to", target);

        exitCode.ShouldBe(2);
        errors.ShouldContain("--to");
        errors.Trim().ShouldNotContain('\n');
        (await CountAsync(target)).ShouldBe(before);
    }

    private static async Task<string> NewDatabaseAsync() => await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

    private static async Task<long> CountAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM ledger", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static long CountSource(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM ledger";
        return (long)command.ExecuteScalar()!;
    }
}
