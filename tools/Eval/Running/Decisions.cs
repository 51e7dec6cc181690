using Aegis.Approvals;
using Aegis.Eval.Grid;
using Aegis.Eval.Scenarios;

namespace Aegis.Eval.Running;

/// <summary>A person's decision about what waits for approval.</summary>
internal static class Decisions
{
    public static async Task<Refusal?> DecideAsync(EvalGrid grid, Step.Decide decide)
    {
        var customer = grid.Customer(decide.Of);
        var approvals = (await customer.ListApprovalsAsync(grid.Aegis)).Value;
        var asked = approvals.IsDefault ? null : approvals.Where(a => a.ActionType == decide.Tool).MaxBy(a => (a.Status == ApprovalStatus.Pending, a.Timestamp));
        if (asked is null)
            return new(RefusalKind.NotFound, $"Nobody was asked about {decide.Tool}.");
        var actor = grid.Sign(decide.By.Id, decide.By.Role);
        var decided = decide.Verb switch
        {
            DecisionVerb.Approve => await customer.ApproveAsync(actor, asked.Id, new(decide.Note)),
            DecisionVerb.Reject => await customer.RejectAsync(actor, asked.Id, new(decide.Note)),
            DecisionVerb.Edit => await customer.EditApprovalAsync(actor, asked.Id, new(decide.Arguments, decide.Note)),
            _ => await customer.CommentOnApprovalAsync(actor, asked.Id, decide.Note ?? "seen"),
        };
        return decided.Refusal;
    }
}
