using Aegis.Storage.Database;
using Aegis.Storage.GroupCommit;
using Aegis.Storage.States;
using Npgsql;
using static Aegis.Storage.Postgres.Columns;

namespace Aegis.Storage.Postgres;

/// <summary>The list of approvals.</summary>
internal static class PostgresApprovals
{
    public static NpgsqlBatchCommand Upsert(IReadOnlyList<ApprovalRow> rows) => Command("""
        INSERT INTO approvals (workspace, approval_id, customer_key, status, created_at, expires_at, body)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[])
        ON CONFLICT (workspace, approval_id) DO UPDATE SET status = excluded.status, expires_at = excluded.expires_at, body = excluded.body
        """,
        Texts(rows, r => r.Workspace), Texts(rows, r => r.ApprovalId), Texts(rows, r => $"{r.Workspace}/{r.CustomerId}"), Texts(rows, r => r.Status),
        Times(rows, r => r.CreatedAt), Times(rows, r => r.ExpiresAt), Texts(rows, r => r.Body));

    public static Task<IReadOnlyList<ApprovalRow>> ListAsync(PostgresQueries queries, ApprovalFilter filter, CancellationToken cancellationToken)
    {
        var conditions = new Conditions(filter.Workspace, filter.Limit);
        var (time, direction, beyond) = filter.ByExpiry ? ("expires_at", "ASC", ">") : ("created_at", "DESC", "<");
        var sql = """
            SELECT a.customer_key, a.approval_id, a.status, a.created_at, a.expires_at, a.body, c.company
            FROM approvals AS a LEFT JOIN customers AS c ON c.workspace = a.workspace AND c.customer_id = split_part(a.customer_key, '/', 2)
            WHERE a.workspace = $1
            """
            + conditions.And("a.approval_id = ", filter.Id)
            + conditions.And("a.status = ", filter.Status)
            + conditions.And("a.customer_key = ", filter.CustomerId is { } id ? $"{filter.Workspace}/{id}" : null)
            + conditions.And($"(a.{time}, a.approval_id) {beyond} (SELECT {time}, approval_id FROM approvals WHERE workspace = $1 AND approval_id = ", filter.BeyondId, ")")
            + $" ORDER BY a.{time} {direction}, a.approval_id {direction} LIMIT $2";
        return queries.ReadAsync(sql, row => Row(filter.Workspace, row), cancellationToken, conditions.Parameters);
    }

    public static async Task<int> CountAsync(PostgresQueries queries, string workspace, string status, int most, CancellationToken cancellationToken) =>
        (int)(await queries.ReadAsync(
            "SELECT count(*) FROM (SELECT 1 FROM approvals WHERE workspace = $1 AND status = $2 LIMIT $3) AS found", row => row.Long(), cancellationToken, workspace, status, most))[0];

    private static ApprovalRow Row(string workspace, RowReader row)
    {
        var (_, customerId) = GrainKeys.Split(row.Text());
        return new(workspace, customerId, row.Text(), row.Text(), row.Time(), row.Time(), row.Text(), row.OptionalText() ?? "");
    }
}
