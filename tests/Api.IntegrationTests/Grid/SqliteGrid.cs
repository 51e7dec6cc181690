namespace Aegis.Api.IntegrationTests.Grid;

public sealed class SqliteGrid : GridServer
{
    protected override Task AddStorageAsync(Dictionary<string, string?> settings) => Task.CompletedTask;
}

[CollectionDefinition(nameof(SqliteGrid))]
public sealed class SqliteCollection : ICollectionFixture<SqliteGrid>;

[Collection(nameof(SqliteGrid))]
public sealed class SqliteScenarioTests(SqliteGrid grid) : ScenarioTests(grid);

[Collection(nameof(SqliteGrid))]
public sealed class SqliteDiagnosisTests(SqliteGrid grid) : DiagnosisTests(grid);

[Collection(nameof(SqliteGrid))]
public sealed class SqliteSurfaceTests(SqliteGrid grid) : SurfaceTests(grid);

[Collection(nameof(SqliteGrid))]
public sealed class SqliteUnknownCustomerTests(SqliteGrid grid) : UnknownCustomerTests(grid);

[Collection(nameof(SqliteGrid))]
public sealed class SqliteEventResumeTests(SqliteGrid grid) : EventResumeTests(grid);

[Collection(nameof(SqliteGrid))]
public sealed class SqliteInterventionTests(SqliteGrid grid) : InterventionTests(grid);

[Collection(nameof(SqliteGrid))]
public sealed class SqliteApprovalTests(SqliteGrid grid) : ApprovalTests(grid);

[Collection(nameof(SqliteGrid))]
public sealed class SqliteRoleTests(SqliteGrid grid) : RoleTests(grid);
