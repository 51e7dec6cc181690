using Aegis.Actions;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Grains.Actors;
using Aegis.Grains.Approvals;
using Aegis.Grains.Catalogue;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Storage.Database;

namespace Aegis.Grains.Directory;

// What waits for people, what was decided, and what the tools in question take.
public sealed partial class DirectoryGrain
{
    private const int MostCounted = 1_000;

    public async Task<Result<ApprovalPage>> ListApprovalsAsync(Actor actor, ApprovalQuery query)
    {
        if ((authority.Check(actor, Right.Read) ?? DirectoryRules.CheckLimit(query.Limit, 200)
            ?? (query.CustomerId is { } id ? DirectoryRules.CheckCustomerId(id, "customerId") : null)
            ?? (query is { ByExpiry: true, Status: not ApprovalStatus.Pending } ? new Refusal(RefusalKind.Invalid, "Only pending approvals are listed by expiry.", "status") : null)) is { } refusal)
            return refusal;
        var beyond = PageCursor.Read(Approvals, query.Cursor);
        if (beyond.Refusal is { } wrong)
            return wrong;

        var filter = new ApprovalFilter(actor.Workspace, NameOf(query.Status), query.CustomerId, null, beyond.Value, query.Limit + 1, query.ByExpiry);
        var rows = await database.ListApprovalsAsync(filter, CancellationToken.None);
        var items = rows.Take(query.Limit).Select(ApprovalJson.Read).ToImmutableArray();
        return new ApprovalPage(items, rows.Count > query.Limit ? PageCursor.Write(Approvals, items[^1].Id) : null);
    }

    public async Task<Result<Approval>> GetApprovalAsync(Actor actor, string approvalId)
    {
        if (authority.Check(actor, Right.Read) is { } refusal)
            return refusal;
        var rows = GrainKey.IsId(approvalId)
            ? await database.ListApprovalsAsync(new(actor.Workspace, null, null, approvalId, null, 1), CancellationToken.None)
            : [];
        return rows.Count == 1 ? ApprovalJson.Read(rows[0]) : ApprovalRules.NoApproval(approvalId);
    }

    public async Task<Result<ApprovalCount>> CountApprovalsAsync(Actor actor) =>
        authority.Check(actor, Right.Read) is { } refusal
            ? refusal
            : new ApprovalCount(await database.CountApprovalsAsync(actor.Workspace, SnakeCase.Of(ApprovalStatus.Pending), MostCounted, CancellationToken.None));

    public Task<Result<ToolForm>> DescribeToolAsync(Actor actor, string tool) => Task.FromResult<Result<ToolForm>>(
        authority.Check(actor, Right.Read) is { } refusal ? refusal
        : tools.Find(tool ?? "") is { } spec ? ToolForms.Of(spec)
        : new Refusal(RefusalKind.NotFound, $"There is no tool '{TextRules.Show(tool ?? "")}'.", "tool"));
}
