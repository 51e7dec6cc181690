using Aegis.Faults.Program;
using Aegis.Fixtures;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>One database, served by one process of the Embedded build or by a cluster, by turns.</summary>
internal sealed class MovedGrid(string database, IReadOnlyDictionary<string, string> connectors) : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<AegisProcess> _embedded = [];
    private readonly ClusterProcesses _cluster = new(database, connectors);
    private readonly List<AegisProcess> _silos = [];
    private AegisProcess? _api;

    public GridAddress Address { get; } = new();

    private Dictionary<string, string> Variables => new([.. AegisClient.Variables, .. connectors])
    {
        ["AEGIS_STORAGE"] = "postgres",
        ["ConnectionStrings__Aegis"] = database,
        ["AEGIS_MASTER_KEY"] = ClusterProcesses.MasterKey,
        // What is left behind may soon be taken up by a process that knows nothing of this one's end.
        ["AEGIS_GRID__TURN_LEASE"] = "00:00:10",
        ["AEGIS_GRID__ACTION_LEASE"] = "00:00:10",
        ["AEGIS_GRID__WORKFLOW_LEASE"] = "00:00:12",
    };

    public async Task StartEmbeddedAsync()
    {
        var process = AegisProcess.StartProgram(Built.EmbeddedProgram, Variables, "run", "--urls", "http://127.0.0.1:0", "--data", _directory.Path);
        _embedded.Add(process);
        Address.Arrive((await process.ListeningAsync()).Address);
    }

    public async Task KillEmbeddedAsync()
    {
        Address.Leave();
        await _embedded[^1].KillAsync();
    }

    public async Task<int> StopEmbeddedAsync()
    {
        Address.Leave();
        return await _embedded[^1].TerminateAsync();
    }

    /// <summary>Two silos and an API.</summary>
    public async Task StartClusterAsync()
    {
        _silos.AddRange([await _cluster.ReadyAsync("silo"), await _cluster.ReadyAsync("silo")]);
        _api = await _cluster.ReadyAsync("api");
        Address.Arrive(_api.Address);
    }

    /// <summary>Kills one silo, and tells the other and the API to stop.</summary>
    public async Task EndClusterAsync()
    {
        Address.Leave();
        await _silos[0].KillAsync();
        await Task.WhenAll(_silos[1].TerminateAsync(), _api!.TerminateAsync());
    }

    /// <summary>Verifies every ledger with the Embedded build's program.</summary>
    public async Task<(int ExitCode, string Text)> VerifyLedgersAsync()
    {
        await using var verify = AegisProcess.StartProgram(Built.EmbeddedProgram, Variables, "verify-ledger", "--data", _directory.Path);
        return (await verify.ExitAsync(), verify.Output + verify.Errors);
    }

    public async ValueTask DisposeAsync()
    {
        Address.Dispose();
        await _cluster.DisposeAsync();
        foreach (var process in _embedded)
            await process.DisposeAsync();
        _directory.Dispose();
    }
}
