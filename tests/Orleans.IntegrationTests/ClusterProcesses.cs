using System.Globalization;
using Aegis.Faults.Program;
using Aegis.Fixtures;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>Silos and an API as processes of their own, on one database.</summary>
internal sealed class ClusterProcesses : IAsyncDisposable
{
    public const string MasterKey = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private readonly TemporaryDirectory _directory = new();
    private readonly string _database;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly List<AegisProcess> _started = [];
    private readonly List<int> _siloPorts = [];

    /// <param name="settings">Variables of every process.</param>
    public ClusterProcesses(string database, IReadOnlyDictionary<string, string> settings) => (_database, _settings) = (database, settings);

    /// <summary>Where the silos listen to silos and to clients.</summary>
    public IReadOnlyList<int> SiloPorts => _siloPorts;

    public static async Task<ClusterProcesses> CreateAsync() =>
        new(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), new Dictionary<string, string>());

    /// <summary>Starts a process of these roles, a silo on ports of its own.</summary>
    public async Task<AegisProcess> StartAsync(string roles, string masterKey = MasterKey)
    {
        var (silo, gateway) = (Ports.Next(), Ports.Next());
        if (roles.Split(',').Contains("silo"))
            _siloPorts.AddRange([int.Parse(silo, CultureInfo.InvariantCulture), int.Parse(gateway, CultureInfo.InvariantCulture)]);
        var variables = new Dictionary<string, string>([.. AegisClient.Variables, .. _settings])
        {
            ["AEGIS_STORAGE"] = "postgres",
            ["ConnectionStrings__Aegis"] = _database,
            ["AEGIS_MASTER_KEY"] = masterKey,
            ["AEGIS_CLUSTER__SILOPORT"] = silo,
            ["AEGIS_CLUSTER__GATEWAYPORT"] = gateway,
        };
        var data = Path.Combine(_directory.Path, $"{_started.Count}");
        var process = AegisProcess.Start(variables, "run", "--roles", roles, "--urls", "http://127.0.0.1:0", "--data", data);
        _started.Add(process);
        return await process.ListeningAsync();
    }

    /// <summary>Starts a process of these roles and waits until it is ready.</summary>
    public async Task<AegisProcess> ReadyAsync(string roles)
    {
        var process = await StartAsync(roles);
        using var http = new HttpClient { BaseAddress = process.Address };
        await Readiness.WaitAsync(http);
        return process;
    }

    /// <summary>Issues a service a key of its own, through this process, and says what it must know to call the cluster: no more of the database than who its silos are, and nothing that signs.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AccessAsync(AegisProcess api, string name, string role = "agent")
    {
        using var admin = new AegisClient(api.Address);
        var issued = await admin.PostAsync("/api/identity/keys", new { name, role });
        return new Dictionary<string, string>
        {
            ["ConnectionStrings__Aegis"] = await ServiceDatabase.OfAsync(_database),
            ["AEGIS_CONNECTION_KEY"] = Trust.ConnectionKey.Of(Trust.MasterKey.Parse(MasterKey)).Export(),
            ["AEGIS_ACCESS_KEY"] = issued.GetProperty("secret").GetString()!,
        };
    }

    /// <summary>Mails that were really sent to a customer, by whichever process.</summary>
    public int Mails(string customer) => System.IO.Directory.EnumerateFiles(_directory.Path, "*.eml", SearchOption.AllDirectories)
        .Count(file => File.ReadAllText(file).Contains(PatientClient.Mail(customer), StringComparison.Ordinal));

    /// <summary>Waits until the first customer was sent its mail: the load runs.</summary>
    public async Task FirstMailAsync()
    {
        using var late = new CancellationTokenSource(PatientClient.Patience, TimeProvider.System);
        while (!System.IO.Directory.EnumerateFiles(_directory.Path, "*.eml", SearchOption.AllDirectories).Any())
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, late.Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _started)
            await process.DisposeAsync();
        _directory.Dispose();
    }
}
