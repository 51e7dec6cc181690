using Aegis.Fixtures;

namespace Aegis.Api.IntegrationTests.Grid;

public sealed class PostgresGrid : GridServer
{
    protected override async Task AddStorageAsync(Dictionary<string, string?> settings)
    {
        var server = await PostgresServer.SharedAsync();
        settings["Aegis:Storage"] = "postgres";
        settings["ConnectionStrings:Aegis"] = await server.CreateDatabaseAsync();
    }
}

[CollectionDefinition(nameof(PostgresGrid))]
public sealed class PostgresCollection : ICollectionFixture<PostgresGrid>;

[Collection(nameof(PostgresGrid))]
public sealed class PostgresScenarioTests(PostgresGrid grid) : ScenarioTests(grid);

[Collection(nameof(PostgresGrid))]
public sealed class PostgresSurfaceTests(PostgresGrid grid) : SurfaceTests(grid);

[Collection(nameof(PostgresGrid))]
public sealed class PostgresUnknownCustomerTests(PostgresGrid grid) : UnknownCustomerTests(grid);

[Collection(nameof(PostgresGrid))]
public sealed class PostgresEventResumeTests(PostgresGrid grid) : EventResumeTests(grid);

[Collection(nameof(PostgresGrid))]
public sealed class PostgresInterventionTests(PostgresGrid grid) : InterventionTests(grid);

[Collection(nameof(PostgresGrid))]
public sealed class PostgresApprovalTests(PostgresGrid grid) : ApprovalTests(grid);
