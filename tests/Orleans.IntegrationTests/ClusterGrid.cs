using Aegis.Api.IntegrationTests.Grid;
using Aegis.Fixtures;
using Aegis.Silo;
using Microsoft.AspNetCore.Builder;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>Two silos and an API that calls them, all in this process, on a database of their own.</summary>
public sealed class ClusterGrid : GridServer
{
    private const string MasterKey = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private readonly List<WebApplication> _silos = [];

    public override async Task DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.StopAsync();
            await silo.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    protected override async Task AddStorageAsync(Dictionary<string, string?> settings)
    {
        var server = await PostgresServer.SharedAsync();
        settings["Aegis:Storage"] = "postgres";
        settings["ConnectionStrings:Aegis"] = await server.CreateDatabaseAsync();
        settings["Aegis:MasterKey"] = MasterKey;
        settings["Aegis:Roles"] = "api";
        for (var n = 1; n <= 2; n++)
            _silos.Add(await StartSiloAsync(settings, n));
    }

    protected override Task ReadyAsync() => Readiness.WaitAsync(Stranger);

    private static async Task<WebApplication> StartSiloAsync(Dictionary<string, string?> settings, int number)
    {
        var silo = AegisApp.Build(new Dictionary<string, string?>(settings)
        {
            ["Aegis:Roles"] = "silo",
            ["Aegis:Data"] = Path.Combine(settings["Aegis:Data"]!, $"silo-{number}"),
            ["Aegis:Cluster:SiloPort"] = Ports.Next(),
            ["Aegis:Cluster:GatewayPort"] = Ports.Next(),
        });
        await silo.StartAsync();
        return silo;
    }
}

[CollectionDefinition(nameof(ClusterGrid))]
public sealed class ClusterCollection : ICollectionFixture<ClusterGrid>;

[Collection(nameof(ClusterGrid))]
public sealed class ClusterScenarioTests(ClusterGrid grid) : ScenarioTests(grid);

[Collection(nameof(ClusterGrid))]
public sealed class ClusterSurfaceTests(ClusterGrid grid) : SurfaceTests(grid);

[Collection(nameof(ClusterGrid))]
public sealed class ClusterUnknownCustomerTests(ClusterGrid grid) : UnknownCustomerTests(grid);
