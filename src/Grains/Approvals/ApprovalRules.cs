using Aegis.Actions;
using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Grains.Actions;
using Aegis.Grains.Customers;
using Aegis.Grains.Hosting;
using Aegis.Grains.Policy;

namespace Aegis.Grains.Approvals;

/// <summary>Who may decide what, and how an approval reads after it.</summary>
internal static class ApprovalRules
{
    public const int MaxNotes = 1_000;
    public const int MaxComments = 50;
    public const int MaxEdits = 20;

    /// <summary>Requests of one customer that may wait at a time.</summary>
    public const int MaxPending = 20;

    public static StoredApproval Ask(
        GrainKey customer, CustomerState state, Actor actor, StoredAction action, PolicyDecision policy, PolicySet inForce, CustomerThen then, string? note, DateTimeOffset now) => new(
        new Approval(
            action.ApprovalId!, now, action.AgentId ?? actor.Id, customer.CustomerId, action.Tool, $"{PlainWords.Of(state, action)}{(note is null ? "" : $" Asked because: {note}")}",
            ApprovalStatus.Pending, null, null, null)
        {
            ActionId = action.Id,
            Arguments = action.Arguments,
            ArgumentsHash = action.ArgumentsHash,
            Reason = policy.Reason,
            Cost = Costs.Of(action.Tool, action.Arguments, state.Tier),
            RequiredApprovals = Math.Max(1, policy.Approvals),
            ExpiresAt = now + inForce.ApprovalsExpireAfter,
            Asked = then,
            RequestedBy = action.Actor,
            Askers = [actor.Id],
        },
        actor.Role, action.AgentId, Preconditions.Of(state, action), Costs.AmountOf(action.Tool, action.Arguments), inForce.Hash);

    /// <param name="policy">As it is now: it may ask for more people than when it was asked, never for fewer.</param>
    public static StoredApproval Agree(StoredApproval approval, Actor actor, string? notes, PolicyDecision policy, DateTimeOffset now) => approval with
    {
        Shown = approval.Shown with
        {
            Approvals = approval.Shown.Approvals.Add(new(actor.Id, actor.ToString(), now, notes, approval.Shown.ArgumentsHash)),
            RequiredApprovals = Math.Max(approval.Shown.RequiredApprovals, policy.Approvals),
            DecidedBy = actor.ToString(),
        },
    };

    public static StoredApproval Edit(StoredApproval approval, Actor actor, CustomerState state, StoredAction edited, string? notes, PolicyDecision policy, DateTimeOffset now)
    {
        var shown = approval.Shown;
        var asksForMore = !(Costs.AmountOf(edited.Tool, edited.Arguments) <= approval.AskedAmount);
        return approval with
        {
            Facts = Preconditions.Of(state, edited),
            Shown = shown with
            {
                Details = PlainWords.Of(state, edited),
                Arguments = edited.Arguments,
                ArgumentsHash = edited.ArgumentsHash,
                Reason = policy.Verdict == PolicyVerdict.NeedsApproval ? policy.Reason : shown.Reason,
                Cost = Costs.Of(edited.Tool, edited.Arguments, state.Tier),
                RequiredApprovals = Math.Max(1, policy.Approvals),
                Approvals = [],
                Askers = asksForMore && !shown.Askers.Contains(actor.Id) ? shown.Askers.Add(actor.Id) : shown.Askers,
                Edits = shown.Edits.Add(new(actor.ToString(), now, shown.Arguments, notes)),
            },
        };
    }

    public static StoredApproval Close(StoredApproval approval, ApprovalStatus status, string by, DateTimeOffset now) =>
        approval with { Shown = approval.Shown with { Status = status, DecidedBy = by, ClosedAt = status == ApprovalStatus.Approved ? null : now } };

    public static Refusal? CheckNotes(string? notes) => notes is null ? null : CheckText(notes, "notes");

    public static Refusal? CheckComment(string? text) =>
        ShownText.IsBlank(text) ? new(RefusalKind.Invalid, "'text' is empty: say something.", "text") : CheckText(text, "text");

    public static Refusal? CheckRoom(StoredApproval approval) =>
        approval.Shown.Comments.Length < MaxComments ? null : new(RefusalKind.Conflict, $"The approval has {MaxComments} comments already.", "text");

    public static Refusal? CheckEdits(StoredApproval approval) =>
        approval.Shown.Edits.Length < MaxEdits ? null : new(RefusalKind.Conflict, $"The approval was edited {MaxEdits} times already: reject it, and have it asked for anew.", "arguments");

    public static Refusal NoApproval(string? id) => new(RefusalKind.NotFound, $"There is no approval '{TextRules.Show(id ?? "")}'.", "id");

    private static Refusal? CheckText(string text, string field) =>
        text.Length > MaxNotes ? new(RefusalKind.Invalid, $"'{field}' has {text.Length} characters: at most {MaxNotes:N0} are allowed.", field)
        : TextRules.FaultOfText(text) is { } fault ? new(RefusalKind.Invalid, $"'{field}' ('{TextRules.Show(text)}') {fault}.", field)
        : null;
}
