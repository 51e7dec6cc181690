using Npgsql;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>The cluster's database as a service sees it: by the role that docs/operations.md has made for services.</summary>
internal static class ServiceDatabase
{
    private const string Role = "aegis_service";

    public static async Task<string> OfAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        // One role serves all databases of the server, whichever test is first.
        await using var command = new NpgsqlCommand($"""
            DO $$ BEGIN CREATE ROLE {Role} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
            GRANT SELECT ON orleansquery, orleansmembershiptable TO {Role};
            """, connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(database) { Username = Role }.ToString();
    }
}
