using Aegis.Actors;
using Aegis.Approvals;
using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.SignIn;

namespace Aegis.Dashboard.Components.Approvals;

/// <summary>How the console words approvals.</summary>
public static class ApprovalWords
{
    public static string Of(ApprovalStatus status) => status switch
    {
        ApprovalStatus.Pending => "Waiting",
        ApprovalStatus.Invalidated => "No longer valid",
        _ => Words.Of(status),
    };

    public static string Tone(ApprovalStatus status) => status switch
    {
        ApprovalStatus.Approved => "good",
        ApprovalStatus.Rejected => "bad",
        ApprovalStatus.Pending => "busy",
        _ => "warn",
    };

    /// <summary>"apply_discount" as "Apply discount", "mcp:github:create_issue" as "Create issue (github)".</summary>
    public static string Tool(string name)
    {
        var parts = name.Split(':');
        return ShownText.Isolated(parts[^1].Length == 0 ? name : Words.Sentence(parts[^1])) + (parts is ["mcp", var server, _] ? $" ({server})" : "");
    }

    /// <summary>"current_plan" as "Current plan".</summary>
    public static string Argument(string name) => Tool(name.Replace(':', '_'));

    /// <summary>Why the person may not approve, or null when nothing is known against it: the grid decides, and says its own reason.</summary>
    public static string? WhyNot(Approval approval, SignedIn? who) => who switch
    {
        null => "You are signed out.",
        { Role: not (Role.Approver or Role.Admin) } => NeedsRole(who),
        _ when approval.Askers.Contains(who.Name) => "You asked for this, so somebody else must approve it.",
        _ when approval.Approvals.Any(vote => vote.ActorId == who.Name) => "You have agreed: somebody else must agree too.",
        _ => null,
    };

    /// <summary>Why the person may decide nothing here, or null.</summary>
    public static string? MayNotDecide(SignedIn? who) => who is { Role: Role.Approver or Role.Admin } ? null : who is null ? "You are signed out." : NeedsRole(who);

    /// <summary>"2 people with the role approver or admin, but not alice".</summary>
    public static string WhoMay(Approval approval)
    {
        var people = approval.RequiredApprovals == 1 ? "Anybody" : $"{approval.RequiredApprovals} people";
        var others = approval.Askers.Where(asker => asker != approval.CustomerId).ToArray();
        return $"{people} with the role approver or admin{(others.Length == 0 ? "" : $", but not {string.Join(" or ", others)}")}";
    }

    /// <summary>"1 of 2 agreed".</summary>
    public static string Progress(Approval approval) => $"{approval.Approvals.Length} of {approval.RequiredApprovals} agreed";

    public static string Missing(Approval approval) => (approval.RequiredApprovals - approval.Approvals.Length) switch
    {
        <= 1 => "One more person must agree",
        var more => $"{more} more people must agree",
    };

    private static string NeedsRole(SignedIn who) => $"Your role is {who.Role.ToString().ToLowerInvariant()}. People with the role approver or admin decide.";
}
