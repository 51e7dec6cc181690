using Aegis.Storage.Database;
using Npgsql;

namespace Aegis.Storage.Postgres;

/// <summary>Numbers committed outbox rows under an advisory lock, so that the numbers of several relays follow one another without a gap.</summary>
internal static class PostgresOutbox
{
    private const long Lock = 0x6165676973_02;

    public static async Task<IReadOnlyList<EventRow>> NumberAsync(NpgsqlDataSource source, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await PostgresQueries.RunAsync(connection, "SELECT pg_advisory_xact_lock($1)", cancellationToken, Lock);

        // A statement of its own: it sees what the relay before committed while this one waited for the lock.
        var events = await PostgresQueries.ReadAsync(connection, """
            WITH taken AS (
                DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT $1) RETURNING id, topic, customer_key, at, data)
            INSERT INTO events (number, workspace, topic, customer_key, at, data, undispatched)
            SELECT (SELECT coalesce(max(number), 0) FROM events) + row_number() OVER (ORDER BY id),
                split_part(customer_key, '/', 1), topic, customer_key, at, data, CASE WHEN topic = ANY ($2) THEN true END
            FROM taken ORDER BY id
            RETURNING number, topic, customer_key, at, data
            """, PostgresReads.Event, cancellationToken, limit, Commands.Topics);
        await transaction.CommitAsync(cancellationToken);
        return [.. events.OrderBy(e => e.Number)];
    }
}
