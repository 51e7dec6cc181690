using Aegis.Faults.Program;
using Aegis.Fixtures;

namespace Aegis.Faults.Keeping;

/// <summary>A SQLite grid that served two customers and was stopped.</summary>
internal sealed class KeptGrid : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public string Path => _directory.Path;

    public string Database => System.IO.Path.Combine(Path, "aegis.db");

    public static async Task<KeptGrid> ServeAsync()
    {
        var grid = new KeptGrid();
        await using var program = await AegisProcess.Start(AegisClient.Variables, "run", "--data", grid.Path, "--urls", "http://127.0.0.1:0").ListeningAsync();
        using (var client = new AegisClient(program.Address))
        {
            await client.OnboardAsync("kept-one");
            await client.OnboardAsync("kept-two");
        }

        (await program.TerminateAsync()).ShouldBe(0, program.Errors);
        return grid;
    }

    /// <summary>Runs a command on the grid and returns its exit code and output.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        await using var program = AegisProcess.Start(AegisClient.Variables, [.. arguments, "--data", Path]);
        var exitCode = await program.ExitAsync();
        return (exitCode, program.Output, program.Errors);
    }

    public void Dispose() => _directory.Dispose();
}
