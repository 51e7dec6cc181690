using Aegis.Faults.Program;
using Aegis.Fixtures;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>Silos and an API as processes of their own, on one database.</summary>
internal sealed class ClusterProcesses : IAsyncDisposable
{
    private const string MasterKey = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private readonly TemporaryDirectory _directory = new();
    private readonly string _database;
    private readonly List<AegisProcess> _started = [];

    private ClusterProcesses(string database) => _database = database;

    /// <summary>What a client of the cluster must know.</summary>
    public IReadOnlyDictionary<string, string> Access => new Dictionary<string, string> { ["ConnectionStrings__Aegis"] = _database, ["AEGIS_MASTER_KEY"] = MasterKey };

    public static async Task<ClusterProcesses> CreateAsync() =>
        new(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());

    /// <summary>Starts a process of these roles, a silo on ports of its own.</summary>
    public async Task<AegisProcess> StartAsync(string roles)
    {
        var variables = new Dictionary<string, string>(AegisClient.Variables)
        {
            ["AEGIS_STORAGE"] = "postgres",
            ["ConnectionStrings__Aegis"] = _database,
            ["AEGIS_MASTER_KEY"] = MasterKey,
            ["AEGIS_CLUSTER__SILOPORT"] = Ports.Next(),
            ["AEGIS_CLUSTER__GATEWAYPORT"] = Ports.Next(),
        };
        var data = Path.Combine(_directory.Path, $"{_started.Count}");
        var process = AegisProcess.Start(variables, "run", "--roles", roles, "--urls", "http://127.0.0.1:0", "--data", data);
        _started.Add(process);
        return await process.ListeningAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _started)
            await process.DisposeAsync();
        _directory.Dispose();
    }
}
