using System.Globalization;
using Aegis.Storage.Database;
using Npgsql;

namespace Aegis.Storage.Postgres;

/// <summary>Applies the numbered files in one transaction, under an advisory lock that every process of the grid takes.</summary>
internal static class PostgresMigrations
{
    private const long Lock = 0x6165676973_01;

    /// <exception cref="StorageSettingException">The database cannot be reached, is of a newer version, or was begun with another master key.</exception>
    public static async Task ApplyAsync(NpgsqlDataSource source, string keyCheck, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await PostgresQueries.RunAsync(connection, "SELECT pg_advisory_xact_lock($1)", cancellationToken, Lock);
            await ApplyAsync(connection, keyCheck, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is PostgresException { SqlState: "3D000" or "28000" or "28P01" } or NpgsqlException { InnerException: System.Net.Sockets.SocketException or TimeoutException })
        {
            throw new StorageSettingException("ConnectionStrings__Aegis", $"does not lead to a database ({exception.Message}): check host, database, user and password, and that PostgreSQL runs.", exception);
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, string keyCheck, CancellationToken cancellationToken)
    {
        await PostgresQueries.RunAsync(connection, "CREATE TABLE IF NOT EXISTS grid_info (name text PRIMARY KEY, value text NOT NULL)", cancellationToken);
        var known = Migration.Of("Postgres");
        var stored = long.Parse(await InfoAsync(connection, "schema", cancellationToken) ?? "0", CultureInfo.InvariantCulture);
        Migration.EnsureKnown(stored, known);
        if (await InfoAsync(connection, "master_key_check", cancellationToken) is { } check)
            Migration.EnsureKey(check, keyCheck);
        else
            await SetAsync(connection, "master_key_check", keyCheck, cancellationToken);

        foreach (var migration in known.Where(m => m.Number > stored))
        {
            await PostgresQueries.RunAsync(connection, migration.Sql, cancellationToken);
            await SetAsync(connection, "schema", migration.Number.ToString(CultureInfo.InvariantCulture), cancellationToken);
        }
    }

    private static async Task<string?> InfoAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken) =>
        (await PostgresQueries.ReadAsync(connection, "SELECT value FROM grid_info WHERE name = $1", row => row.Text(), cancellationToken, name)).SingleOrDefault();

    private static Task SetAsync(NpgsqlConnection connection, string name, string value, CancellationToken cancellationToken) =>
        PostgresQueries.RunAsync(connection, "INSERT INTO grid_info (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", cancellationToken, name, value);
}
