using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.States;

namespace Aegis.Storage.Sqlite;

/// <summary>The list of interventions.</summary>
internal static class SqliteInterventions
{
    public static void Save(SqliteSession session, InterventionRow row) =>
        session.Prepare("""
            INSERT INTO interventions (workspace, intervention_id, customer_key, type, priority, status, reason, diagnosis, actions_taken, next_steps,
                message, ticket_key, ticket_url, finding, attempts, created_at, resolved_at, snoozed_until, with_person)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET priority = excluded.priority, status = excluded.status, reason = excluded.reason, diagnosis = excluded.diagnosis,
                actions_taken = excluded.actions_taken, next_steps = excluded.next_steps, message = excluded.message, ticket_key = excluded.ticket_key,
                ticket_url = excluded.ticket_url, finding = excluded.finding, attempts = excluded.attempts, resolved_at = excluded.resolved_at,
                snoozed_until = excluded.snoozed_until, with_person = excluded.with_person
            """)
            .Bind(row.Workspace).Bind(row.InterventionId).Bind($"{row.Workspace}/{row.CustomerId}").Bind(row.Type).Bind(row.Priority).Bind(row.Status)
            .Bind(row.Reason).Bind(row.Diagnosis).Bind(row.ActionsTaken).Bind(row.NextSteps).Bind(row.Message).Bind(row.TicketKey).Bind(row.TicketUrl)
            .Bind(row.Finding).Bind(row.Attempts).Bind(Times.ToMicros(row.CreatedAt)).Bind(Micros(row.ResolvedAt)).Bind(Micros(row.SnoozedUntil)).Bind(row.WithPerson ? 1 : 0).Run();

    public static IReadOnlyList<InterventionRow> List(SqliteSession session, InterventionFilter filter)
    {
        var sql = """
            SELECT i.customer_key, i.intervention_id, i.type, i.priority, i.status, i.reason, i.diagnosis, i.actions_taken, i.next_steps, i.message,
                i.ticket_key, i.ticket_url, i.finding, i.attempts, i.created_at, i.resolved_at, i.snoozed_until, c.company
            FROM interventions AS i
            LEFT JOIN customers AS c ON c.workspace = i.workspace AND c.customer_id = substr(i.customer_key, length(i.workspace) + 2)
            WHERE i.workspace = ?
            """
            + (filter.Id is null ? "" : " AND i.intervention_id = ?")
            + (filter.Status is null ? "" : " AND i.status = ?")
            + (filter.Type is null ? "" : " AND i.type = ?")
            + (filter.Priority is null ? "" : " AND i.priority = ?")
            + (filter.CustomerId is null ? "" : " AND i.customer_key = ?")
            + (filter.OpenedOn is null ? "" : " AND i.created_at >= ? AND i.created_at < ?")
            + (filter.EndedOn is null ? "" : " AND i.resolved_at >= ? AND i.resolved_at < ?")
            + (filter.BeforeId is null ? "" : " AND (i.created_at, i.intervention_id) < (SELECT created_at, intervention_id FROM interventions WHERE workspace = ? AND intervention_id = ?)")
            + " ORDER BY i.created_at DESC, i.intervention_id DESC LIMIT ?";
        var query = session.Prepare(sql).Bind(filter.Workspace);
        if (filter.Id is not null)
            query.Bind(filter.Id);
        if (filter.Status is not null)
            query.Bind(filter.Status);
        if (filter.Type is not null)
            query.Bind(filter.Type);
        if (filter.Priority is not null)
            query.Bind(filter.Priority);
        if (filter.CustomerId is not null)
            query.Bind($"{filter.Workspace}/{filter.CustomerId}");
        foreach (var day in (DateOnly?[])[filter.OpenedOn, filter.EndedOn])
            if (day is { } named)
                query.Bind(Times.ToMicros(Times.OfDay(named).From)).Bind(Times.ToMicros(Times.OfDay(named).To));
        if (filter.BeforeId is not null)
            query.Bind(filter.Workspace).Bind(filter.BeforeId);
        return query.Bind(filter.Limit).Read(row => Row(filter.Workspace, row));
    }

    public static long Count(SqliteSession session, string workspace, DateTimeOffset since) =>
        session.Prepare("SELECT count(*) FROM interventions WHERE workspace = ? AND created_at >= ?")
            .Bind(workspace).Bind(Times.ToMicros(since)).First(row => row.Number());

    public static InterventionCounts Count(SqliteSession session, string workspace, string? type, string? customerId)
    {
        var filter = (type is null ? "" : " AND type = ?2") + (customerId is null ? "" : " AND customer_key = ?3");
        var counts = InterventionCounts.Statuses.Select(status =>
            $"(SELECT count(*) FROM (SELECT 1 FROM interventions WHERE workspace = ?1 AND status = '{status}'{filter} LIMIT {InterventionCounts.Most}))");
        return session.Prepare($"SELECT {string.Join(", ", counts)} WHERE ?1 IS NOT NULL AND ?2 IS NOT NULL AND ?3 IS NOT NULL")
            .Bind(workspace).Bind(type ?? "").Bind(customerId is null ? "" : $"{workspace}/{customerId}")
            .First(row => new InterventionCounts((int)row.Number(), (int)row.Number(), (int)row.Number(), (int)row.Number()))!;
    }

    private static InterventionRow Row(string workspace, SqliteStatement row)
    {
        var (_, customerId) = GrainKeys.Split(row.Text());
        return new(
            workspace, customerId, row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(), row.Text(),
            row.OptionalText(), row.OptionalText(), (int)row.Number(), (int)row.Number(),
            Times.FromMicros(row.Number()), Time(row.OptionalNumber()), Time(row.OptionalNumber()), row.OptionalText() ?? "");
    }

    private static long? Micros(DateTimeOffset? at) => at is { } time ? Times.ToMicros(time) : null;

    private static DateTimeOffset? Time(long? micros) => micros is { } at ? Times.FromMicros(at) : null;
}
