using Npgsql;

namespace Aegis.Orleans.IntegrationTests;

/// <summary>What the database of a grid holds, read past whoever serves it.</summary>
internal sealed class GridTables(string database)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The rows of "table WHERE …".</summary>
    public async Task<long> CountAsync(string rows)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {rows}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Rows of a table for each customer.</summary>
    public async Task<IReadOnlyDictionary<string, long>> PerCustomerAsync(string rows)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT customer_key, count(*) FROM {rows} GROUP BY customer_key", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var counts = new Dictionary<string, long>();
        while (await reader.ReadAsync())
            counts[reader.GetString(0)] = reader.GetInt64(1);
        return counts;
    }

    /// <summary>Waits until so many rows are there.</summary>
    public async Task UntilAsync(string rows, Func<long, bool> hold, CancellationToken giveUp)
    {
        while (!hold(await CountAsync(rows)))
            await Task.Delay(Pause, TimeProvider.System, giveUp);
    }
}
