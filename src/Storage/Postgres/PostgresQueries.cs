using Npgsql;

namespace Aegis.Storage.Postgres;

/// <summary>Runs single statements with positional parameters ($1, $2, …).</summary>
internal sealed class PostgresQueries(NpgsqlDataSource source)
{
    public async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<RowReader, T> row, CancellationToken cancellationToken, params object?[] parameters)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            return await ReadAsync(connection, sql, row, cancellationToken, parameters);
        }
        catch (Exception exception) when (PostgresOutage.Mark(exception))
        {
            throw;
        }
    }

    /// <summary>Runs one that reads a whole table, so that it does so from one end to the other and not by an index.</summary>
    public async Task<IReadOnlyList<T>> ScanAsync<T>(string sql, Func<RowReader, T> row, CancellationToken cancellationToken, params object?[] parameters)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await RunAsync(connection, "SET LOCAL enable_seqscan = on", cancellationToken);
            var rows = await ReadAsync(connection, sql, row, cancellationToken, parameters);
            await transaction.CommitAsync(cancellationToken);
            return rows;
        }
        catch (Exception exception) when (PostgresOutage.Mark(exception))
        {
            throw;
        }
    }

    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        NpgsqlConnection connection, string sql, Func<RowReader, T> row, CancellationToken cancellationToken, params object?[] parameters)
    {
        await using var command = Command(connection, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        var current = new RowReader(reader);
        while (await current.NextAsync(cancellationToken))
            rows.Add(row(current));
        return rows;
    }

    public async Task RunAsync(string sql, CancellationToken cancellationToken, params object?[] parameters)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await RunAsync(connection, sql, cancellationToken, parameters);
        }
        catch (Exception exception) when (PostgresOutage.Mark(exception))
        {
            throw;
        }
    }

    public static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object?[] parameters)
    {
        await using var command = Command(connection, sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object?[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in parameters)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = (value is DateTimeOffset at ? at.UtcDateTime : value) ?? DBNull.Value });
        return command;
    }
}
