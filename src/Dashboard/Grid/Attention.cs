using Aegis.Actions;
using Aegis.Approvals;
using Aegis.Dashboard.Components.Approvals;
using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Components.Interventions;
using Aegis.Directory;
using Aegis.Interventions;

namespace Aegis.Dashboard.Grid;

/// <summary>What waits for a person, of one kind.</summary>
/// <param name="All">Where the whole list is.</param>
/// <param name="HasMore">Whether there are more than these.</param>
public sealed record AttentionGroup(string Title, string All, ImmutableArray<AttentionItem> Items, bool HasMore);

/// <param name="At">When it expires, began or came; <paramref name="IsDeadline"/> says which.</param>
public sealed record AttentionItem(string Id, string Title, string Who, string Why, string Href, DateTimeOffset At, bool IsDeadline = false);

/// <summary>All that waits for a person, most pressing first.</summary>
public sealed record AttentionList(ImmutableArray<AttentionGroup> Groups)
{
    private const int Shown = 5;

    public bool IsEmpty => Groups.All(g => g.Items.IsEmpty);

    /// <summary>Approvals by when they expire, then high-priority interventions, unknown actions, and customers waiting, the longest first.</summary>
    public static async Task<Result<AttentionList>> ReadAsync(ConsoleGrid grid)
    {
        var approvals = grid.Directory.ListApprovalsAsync(grid.Actor, new(ApprovalStatus.Pending, null, null, Shown + 1, ByExpiry: true));
        var interventions = grid.Directory.ListInterventionsAsync(grid.Actor, new(InterventionStatus.Open, null, null, 200, Priority: InterventionPriority.High));
        var actions = grid.Directory.ListActionsAsync(grid.Actor, ActionStatus.Unknown, null, Shown + 1);
        var waiting = grid.Directory.ListWaitingAsync(grid.Actor, null, 200);
        var (first, second, third, fourth) = (await approvals, await interventions, await actions, await waiting);
        if (!first.Ok)
            return first.Refusal;
        if (!second.Ok)
            return second.Refusal;
        if (!third.Ok)
            return third.Refusal;
        if (!fourth.Ok)
            return fourth.Refusal;
        return new AttentionList(
        [
            Group("Approvals", new ApprovalFilter().Address(), first.Value.Items.Select(Of)),
            Group("High-priority interventions", new InterventionFilter(Words.Snake(InterventionStatus.Open), Priority: InterventionPriority.High).Address(),
                second.Value.Items.OrderBy(i => i.CreatedAt).Select(Of)),
            Group("Actions with an unknown outcome", "/actions?status=unknown", third.Value.Items.Select(Of)),
            Group("Customers waiting for a person", "/waiting", fourth.Value.Items.DistinctBy(t => t.CustomerId).Select(Of)),
        ]);
    }

    public static AttentionItem Of(WaitingTurn turn) => new(
        turn.TurnId, turn.CustomerName, turn.CustomerId, turn.Intent == "hand_over" ? "Asked for a person" : "Wrote while a person is at the wheel", Customer(turn.CustomerId), turn.Since);

    private static AttentionGroup Group(string title, string all, IEnumerable<AttentionItem> items)
    {
        ImmutableArray<AttentionItem> known = [.. items.Take(Shown + 1)];
        return new(title, all, [.. known.Take(Shown)], known.Length > Shown);
    }

    private static AttentionItem Of(Approval approval) => new(
        approval.Id, approval.Details, approval.CustomerName, approval.Reason, new ApprovalFilter().Address(approval.Id), approval.ExpiresAt, IsDeadline: true);

    private static AttentionItem Of(Intervention item) => new(
        item.Id, Words.Of(item.Type), item.CustomerName, item.Reason, $"/interventions?status=open&id={Uri.EscapeDataString(item.Id)}", item.CreatedAt);

    private static AttentionItem Of(ActionRecord action) => new(
        action.Id, action.Name, action.CustomerId, action.Evidence, $"{Customer(action.CustomerId)}?tab=actions", action.BegunAt);

    private static string Customer(string id) => $"/customers/{Uri.EscapeDataString(id)}";
}
