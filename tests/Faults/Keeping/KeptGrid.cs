using Aegis.Faults.Program;
using Aegis.Fixtures;

namespace Aegis.Faults.Keeping;

/// <summary>Serves two customers on a SQLite grid once, stops, and gives every test a copy of what is kept.</summary>
public sealed class KeptGrids : IAsyncLifetime
{
    private readonly TemporaryDirectory _served = new();

    public async Task InitializeAsync()
    {
        await using var program = await AegisProcess.Start(AegisClient.Variables, "run", "--data", _served.Path, "--urls", "http://127.0.0.1:0").ListeningAsync();
        using (var client = new AegisClient(program.Address))
        {
            await client.OnboardAsync("kept-one");
            await client.OnboardAsync("kept-two");
        }

        (await program.TerminateAsync()).ShouldBe(0, program.Errors);
    }

    public Task DisposeAsync()
    {
        _served.Dispose();
        return Task.CompletedTask;
    }

    internal KeptGrid Copy()
    {
        var grid = new KeptGrid();
        foreach (var file in System.IO.Directory.EnumerateFiles(_served.Path))
            File.Copy(file, Path.Combine(grid.Path, Path.GetFileName(file)));
        return grid;
    }
}

/// <summary>A test's own copy of a grid that is not served.</summary>
internal sealed class KeptGrid : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public string Path => _directory.Path;

    public string Database => System.IO.Path.Combine(Path, "aegis.db");

    /// <summary>Runs a command on the grid and returns its exit code and output.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        await using var program = AegisProcess.Start(AegisClient.Variables, [.. arguments, "--data", Path]);
        var exitCode = await program.ExitAsync();
        return (exitCode, program.Output, program.Errors);
    }

    public void Dispose() => _directory.Dispose();
}
