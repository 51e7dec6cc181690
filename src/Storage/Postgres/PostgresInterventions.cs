using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.States;
using Npgsql;
using static Aegis.Storage.Postgres.Columns;

namespace Aegis.Storage.Postgres;

/// <summary>The list of interventions.</summary>
internal static class PostgresInterventions
{
    private const string ColumnNames = """
        workspace, intervention_id, customer_key, type, priority, status, reason, diagnosis, actions_taken, next_steps,
        message, ticket_key, ticket_url, finding, attempts, created_at, resolved_at, snoozed_until, with_person
        """;

    public static NpgsqlBatchCommand Upsert(IReadOnlyList<InterventionRow> rows) => Command($"""
        INSERT INTO interventions ({ColumnNames})
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
            $11::text[], $12::text[], $13::text[], $14::int[], $15::int[], $16::timestamptz[], $17::timestamptz[], $18::timestamptz[], $19::boolean[])
        ON CONFLICT (workspace, intervention_id) DO UPDATE SET priority = excluded.priority, status = excluded.status, reason = excluded.reason,
            diagnosis = excluded.diagnosis, actions_taken = excluded.actions_taken, next_steps = excluded.next_steps, message = excluded.message,
            ticket_key = excluded.ticket_key, ticket_url = excluded.ticket_url, finding = excluded.finding, attempts = excluded.attempts,
            resolved_at = excluded.resolved_at, snoozed_until = excluded.snoozed_until, with_person = excluded.with_person
        """,
        Texts(rows, r => r.Workspace), Texts(rows, r => r.InterventionId), Texts(rows, r => $"{r.Workspace}/{r.CustomerId}"), Texts(rows, r => r.Type),
        Texts(rows, r => r.Priority), Texts(rows, r => r.Status), Texts(rows, r => r.Reason), Texts(rows, r => r.Diagnosis), Texts(rows, r => r.ActionsTaken),
        Texts(rows, r => r.NextSteps), Texts(rows, r => r.Message), Texts(rows, r => r.TicketKey), Texts(rows, r => r.TicketUrl), Ints(rows, r => r.Finding),
        Ints(rows, r => r.Attempts), Times(rows, r => r.CreatedAt), OptionalTimes(rows, r => r.ResolvedAt), OptionalTimes(rows, r => r.SnoozedUntil), Flags(rows, r => r.WithPerson));

    public static Task<IReadOnlyList<InterventionRow>> ListAsync(PostgresQueries queries, InterventionFilter filter, CancellationToken cancellationToken)
    {
        var conditions = new Conditions(filter.Workspace, filter.Limit);
        var sql = """
            SELECT i.customer_key, i.intervention_id, i.type, i.priority, i.status, i.reason, i.diagnosis, i.actions_taken, i.next_steps, i.message,
                i.ticket_key, i.ticket_url, i.finding, i.attempts, i.created_at, i.resolved_at, i.snoozed_until, c.company
            FROM interventions AS i LEFT JOIN customers AS c ON c.workspace = i.workspace AND c.customer_id = split_part(i.customer_key, '/', 2)
            WHERE i.workspace = $1
            """
            + conditions.And("i.intervention_id = ", filter.Id)
            + conditions.And("i.status = ", filter.Status)
            + conditions.And("i.type = ", filter.Type)
            + conditions.And("i.priority = ", filter.Priority)
            + conditions.And("i.customer_key = ", filter.CustomerId is { } id ? $"{filter.Workspace}/{id}" : null)
            + conditions.AndOn("i.created_at", filter.OpenedOn)
            + conditions.AndOn("i.resolved_at", filter.EndedOn)
            + conditions.And("(i.created_at, i.intervention_id) < (SELECT created_at, intervention_id FROM interventions WHERE workspace = $1 AND intervention_id = ", filter.BeforeId, ")")
            + " ORDER BY i.created_at DESC, i.intervention_id DESC LIMIT $2";
        return queries.ReadAsync(sql, row => Row(filter.Workspace, row), cancellationToken, conditions.Parameters);
    }

    public static async Task<long> CountAsync(PostgresQueries queries, string workspace, DateTimeOffset since, CancellationToken cancellationToken) =>
        (await queries.ReadAsync("SELECT count(*) FROM interventions WHERE workspace = $1 AND created_at >= $2", row => row.Long(), cancellationToken, workspace, since))[0];

    public static async Task<InterventionCounts> CountAsync(PostgresQueries queries, string workspace, string? type, string? customerId, CancellationToken cancellationToken)
    {
        var filter = (type is null ? "" : " AND type = $2") + (customerId is null ? "" : " AND customer_key = $3");
        var counts = InterventionCounts.Statuses.Select(status =>
            $"(SELECT count(*) FROM (SELECT 1 FROM interventions WHERE workspace = $1 AND status = '{status}'{filter} LIMIT {InterventionCounts.Most}) AS {status})");
        return (await queries.ReadAsync(
            // Every parameter is named, so that its type is known where no filter needs it.
            $"SELECT {string.Join(", ", counts)} WHERE $1::text IS NOT NULL AND $2::text IS NOT NULL AND $3::text IS NOT NULL",
            row => new InterventionCounts((int)row.Long(), (int)row.Long(), (int)row.Long(), (int)row.Long()),
            cancellationToken, workspace, type ?? "", customerId is null ? "" : $"{workspace}/{customerId}"))[0];
    }

    private static InterventionRow Row(string workspace, RowReader row)
    {
        var (_, customerId) = GrainKeys.Split(row.Text());
        return new(
            workspace, customerId, row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(),
            row.OptionalText(), row.OptionalText(), row.Int(), row.Int(), row.Time(), row.OptionalTime(), row.OptionalTime(), row.OptionalText() ?? "");
    }
}
