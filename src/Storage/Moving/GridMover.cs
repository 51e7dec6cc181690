using Aegis.Storage.Database;
using Aegis.Storage.Postgres;
using Aegis.Storage.Sealing;
using Aegis.Storage.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Aegis.Storage.Moving;

/// <summary>How far a move has come.</summary>
/// <param name="Rows">Rows of the table moved so far.</param>
/// <param name="Total">Rows of the table in the source.</param>
public sealed record MoveProgress(string Table, long Rows, long Total);

/// <summary>Copies a SQLite grid to an empty PostgreSQL database, complete or not at all. The source stays as it is and must not be served any more afterwards.</summary>
public sealed class GridMover(StorageOptions source, ISealer sealer)
{
    private const int ReportEvery = 10_000;

    /// <summary>Returns the number of rows moved.</summary>
    /// <exception cref="StorageSettingException">The source is in use or missing, the target is not empty, cannot be reached, or was begun with another master key.</exception>
    public async Task<long> MoveAsync(string connectionString, IProgress<MoveProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var path = Path.Combine(source.DataDirectory, SqliteGridDatabase.FileName);
        if (!File.Exists(path))
            throw new StorageSettingException("AEGIS_DATA", $"is {source.DataDirectory}, which holds no grid ({SqliteGridDatabase.FileName}): name the directory of the grid to move.");
        using var held = GridLock.Take(source.DataDirectory);
        using var session = new SqliteSession(path, write: true);
        var keyCheck = GridDatabases.KeyCheck(sealer);
        SqliteMigrations.Apply(session, keyCheck);

        await using var target = PostgresGridDatabase.Connect(connectionString);
        await PostgresMigrations.ApplyAsync(target, keyCheck, cancellationToken);
        await using var connection = await target.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await EnsureEmptyAsync(connection, cancellationToken);
        var rows = 0L;
        foreach (var table in MovedTable.All)
            rows += await CopyAsync(session, connection, table, progress, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows;
    }

    // The lock keeps everybody else out until the move is committed.
    private static async Task EnsureEmptyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", MovedTable.All.Select(t => t.Name));
        await PostgresQueries.RunAsync(connection, $"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE", cancellationToken);
        foreach (var table in MovedTable.All)
        {
            if (await CountAsync(connection, table, cancellationToken) is > 0 and var count)
                throw new StorageSettingException("--to", $"leads to a database whose table {table.Name} holds {count} rows already: name an empty one. Nothing was moved.");
        }
    }

    private static async Task<long> CopyAsync(
        SqliteSession session, NpgsqlConnection connection, MovedTable table, IProgress<MoveProgress>? progress, CancellationToken cancellationToken)
    {
        var total = session.Prepare($"SELECT count(*) FROM {table.Name}").First(row => row.Number());
        var rows = 0L;
        if (table.BeforeCopy is not null)
            await PostgresQueries.RunAsync(connection, table.BeforeCopy, cancellationToken);
        await using (var writer = await connection.BeginBinaryImportAsync($"COPY {table.CopyInto} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            foreach (var values in session.Prepare(table.SourceSql).Stream(row => Array.ConvertAll(table.Columns, _ => row.Any())))
            {
                await writer.StartRowAsync(cancellationToken);
                for (var i = 0; i < values.Length; i++)
                    await WriteAsync(writer, values[i], table.Columns[i].Kind, cancellationToken);
                if (++rows % ReportEvery == 0)
                    progress?.Report(new(table.Name, rows, total));
            }

            await writer.CompleteAsync(cancellationToken);
        }

        if (table.AfterCopy is not null)
            await PostgresQueries.RunAsync(connection, table.AfterCopy, cancellationToken);
        var arrived = await CountAsync(connection, table, cancellationToken);
        if (rows != total || arrived != total)
            throw new InvalidOperationException($"Of the {total} rows of {table.Name}, {rows} were read and {arrived} arrived. Nothing was moved.");
        if (table.HasIdentity)
            await PostgresQueries.RunAsync(connection, $"SELECT setval(pg_get_serial_sequence('{table.Name}', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM {table.Name}), false)", cancellationToken);
        progress?.Report(new(table.Name, rows, total));
        return rows;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, MovedTable table, CancellationToken cancellationToken) =>
        (await PostgresQueries.ReadAsync(connection, $"SELECT count(*) FROM {table.Name}", row => row.Long(), cancellationToken))[0];

    private static Task WriteAsync(NpgsqlBinaryImporter writer, object? value, ColumnKind kind, CancellationToken cancellationToken) => (kind, value) switch
    {
        (_, null) => writer.WriteNullAsync(cancellationToken),
        (ColumnKind.Text or ColumnKind.Words, _) => writer.WriteAsync((string)value, NpgsqlDbType.Text, cancellationToken),
        (ColumnKind.Json, _) => writer.WriteAsync((string)value, NpgsqlDbType.Json, cancellationToken),
        (ColumnKind.Bytes, _) => writer.WriteAsync((byte[])value, NpgsqlDbType.Bytea, cancellationToken),
        (ColumnKind.Real, _) => writer.WriteAsync(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture), NpgsqlDbType.Double, cancellationToken),
        (ColumnKind.Int, _) => writer.WriteAsync((int)(long)value, NpgsqlDbType.Integer, cancellationToken),
        (ColumnKind.Flag, _) => writer.WriteAsync(true, NpgsqlDbType.Boolean, cancellationToken),
        (ColumnKind.Truth, _) => writer.WriteAsync((long)value != 0, NpgsqlDbType.Boolean, cancellationToken),
        (ColumnKind.Time, _) => writer.WriteAsync(Times.FromMicros((long)value).UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken),
        (ColumnKind.Period, _) => writer.WriteAsync(TimeSpan.FromMicroseconds((long)value), NpgsqlDbType.Interval, cancellationToken),
        _ => writer.WriteAsync((long)value, NpgsqlDbType.Bigint, cancellationToken),
    };
}
