using System.Text.Json;
using Aegis.Connectors.Calls;
using Microsoft.Data.Sqlite;

namespace Aegis.Connectors.Sandboxes;

/// <summary>What work on a sandbox's store may do inside its transaction. Parameters are $1, $2, … in order.</summary>
internal sealed class SandboxSession(SqliteConnection connection, DateTimeOffset now)
{
    public DateTimeOffset Now { get; } = now;

    public int Execute(string sql, params object?[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params object?[] values)
    {
        using var command = Command(sql, values);
        using var rows = command.ExecuteReader();
        var found = new List<T>();
        while (rows.Read())
            found.Add(read(rows));
        return found;
    }

    /// <summary>Records that something was done.</summary>
    public void AddEffect(string operation, string? idempotencyKey, string resourceId, string subject) =>
        Execute("INSERT INTO effects (at, operation, idempotency_key, resource_id, subject) VALUES ($1, $2, $3, $4, $5)",
            Now.ToUnixTimeMilliseconds(), operation, idempotencyKey, resourceId, subject);

    /// <summary>
    /// Does the work once per key: within the window the first answer is given again, and the same key with
    /// another request is refused. Without a key the work is done.
    /// </summary>
    public Answer<T> Once<T>(string? idempotencyKey, object request, TimeSpan window, Func<T> work)
    {
        if (idempotencyKey is null)
            return new Answer<T>(work(), Replayed: false);
        var asked = JsonSerializer.Serialize(request);
        var known = Query("SELECT request, answer FROM answers WHERE idempotency_key = $1 AND at > $2",
            row => (Request: row.GetString(0), Answer: row.GetString(1)), idempotencyKey, (Now - window).ToUnixTimeMilliseconds());
        if (known is [var first, ..])
        {
            return first.Request == asked
                ? new Answer<T>(JsonSerializer.Deserialize<T>(first.Answer)!, Replayed: true)
                : throw new ProviderException(400, ProviderCodes.KeyReused, "The idempotency key was used for another request.");
        }
        var result = work();
        Execute("INSERT OR REPLACE INTO answers VALUES ($1, $2, $3, $4)",
            idempotencyKey, asked, JsonSerializer.Serialize(result), Now.ToUnixTimeMilliseconds());
        return new Answer<T>(result, Replayed: false);
    }

    private SqliteCommand Command(string sql, object?[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        return command;
    }
}
