using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.States;

namespace Aegis.Storage.Sqlite;

/// <summary>The list of approvals.</summary>
internal static class SqliteApprovals
{
    public static void Save(SqliteSession session, ApprovalRow row) =>
        session.Prepare("""
            INSERT INTO approvals (workspace, approval_id, customer_key, status, created_at, expires_at, body) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET status = excluded.status, expires_at = excluded.expires_at, body = excluded.body
            """)
            .Bind(row.Workspace).Bind(row.ApprovalId).Bind($"{row.Workspace}/{row.CustomerId}").Bind(row.Status)
            .Bind(Times.ToMicros(row.CreatedAt)).Bind(Times.ToMicros(row.ExpiresAt)).Bind(row.Body).Run();

    public static IReadOnlyList<ApprovalRow> List(SqliteSession session, ApprovalFilter filter)
    {
        var (time, direction, beyond) = filter.ByExpiry ? ("expires_at", "ASC", ">") : ("created_at", "DESC", "<");
        var sql = $"""
            SELECT a.customer_key, a.approval_id, a.status, a.created_at, a.expires_at, a.body, c.company
            FROM approvals AS a
            LEFT JOIN customers AS c ON c.workspace = a.workspace AND c.customer_id = substr(a.customer_key, length(a.workspace) + 2)
            WHERE a.workspace = ?
            """
            + (filter.Id is null ? "" : " AND a.approval_id = ?")
            + (filter.Status is null ? "" : " AND a.status = ?")
            + (filter.CustomerId is null ? "" : " AND a.customer_key = ?")
            + (filter.BeyondId is null ? "" : $" AND (a.{time}, a.approval_id) {beyond} (SELECT {time}, approval_id FROM approvals WHERE workspace = ? AND approval_id = ?)")
            + $" ORDER BY a.{time} {direction}, a.approval_id {direction} LIMIT ?";
        var query = session.Prepare(sql).Bind(filter.Workspace);
        if (filter.Id is not null)
            query.Bind(filter.Id);
        if (filter.Status is not null)
            query.Bind(filter.Status);
        if (filter.CustomerId is not null)
            query.Bind($"{filter.Workspace}/{filter.CustomerId}");
        if (filter.BeyondId is not null)
            query.Bind(filter.Workspace).Bind(filter.BeyondId);
        return query.Bind(filter.Limit).Read(row => Row(filter.Workspace, row));
    }

    public static int Count(SqliteSession session, string workspace, string status, int most) =>
        (int)session.Prepare("SELECT count(*) FROM (SELECT 1 FROM approvals WHERE workspace = ? AND status = ? LIMIT ?)")
            .Bind(workspace).Bind(status).Bind(most).First(row => row.Number());

    private static ApprovalRow Row(string workspace, SqliteStatement row)
    {
        var (_, customerId) = GrainKeys.Split(row.Text());
        return new(workspace, customerId, row.Text(), row.Text(), Times.FromMicros(row.Number()), Times.FromMicros(row.Number()), row.Text(), row.OptionalText() ?? "");
    }
}
