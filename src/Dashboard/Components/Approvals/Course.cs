using Aegis.Approvals;

namespace Aegis.Dashboard.Components.Approvals;

/// <summary>What happened to a request, step by step.</summary>
public static class Course
{
    /// <param name="By">As the ledger names them; null for Aegis itself.</param>
    /// <param name="Text">What the person wrote, or null.</param>
    public sealed record Step(DateTimeOffset At, string? By, string What, string? Text = null);

    public static IReadOnlyList<Step> Of(Approval approval) =>
    [
        .. Steps(approval).OrderBy(step => step.At),
        .. End(approval) is { } end ? [end] : Array.Empty<Step>(),
    ];

    private static IEnumerable<Step> Steps(Approval approval) =>
    [
        new(approval.Timestamp, approval.RequestedBy, "asked"),
        .. approval.Edits.Select((edit, i) => new Step(edit.At, edit.By, $"changed {Changed(edit, i + 1 < approval.Edits.Length ? approval.Edits[i + 1].Before : approval.Arguments)}", edit.Notes)),
        .. approval.Comments.Select(comment => new Step(comment.At, comment.By, "commented", comment.Text)),
        .. approval.Approvals.Select(vote => new Step(vote.At, vote.By, approval.RequiredApprovals == 1 ? "approved it" : "agreed", vote.Notes)),
    ];

    private static Step? End(Approval approval) => approval.Status switch
    {
        ApprovalStatus.Rejected => new(approval.RejectedAt ?? approval.ExpiresAt, approval.DecidedBy, "rejected it", approval.Notes),
        ApprovalStatus.Expired => new(approval.ClosedAt ?? approval.ExpiresAt, null, "closed it: nobody decided in time"),
        ApprovalStatus.Invalidated => new(approval.ClosedAt ?? approval.ExpiresAt, null, "closed it: it was asked under other circumstances"),
        _ => null,
    };

    private static string Changed(ApprovalEdit edit, ImmutableSortedDictionary<string, string> after)
    {
        var names = edit.Before.Keys.Union(after.Keys).Where(name => edit.Before.GetValueOrDefault(name) != after.GetValueOrDefault(name));
        return string.Join(", ", names.Select(name =>
            $"{ApprovalWords.Argument(name).ToLowerInvariant()} from {Shown(edit.Before, name)} to {Shown(after, name)}"));
    }

    private static string Shown(ImmutableSortedDictionary<string, string> arguments, string name) => arguments.TryGetValue(name, out var value) ? $"“{ShownText.Isolated(value)}”" : "nothing";
}
