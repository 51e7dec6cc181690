using Aegis.Api.Json;
using Aegis.Approvals;

namespace Aegis.Api.Approvals;

/// <summary>Asks people to decide on an action.</summary>
/// <param name="ActionType">A tool that changes something: upgrade_plan, apply_discount, …</param>
/// <param name="Details">Why it is asked for.</param>
/// <param name="AgentId">The agent that asks in the customer's name; then the customer is told the outcome. Left out, the caller asks itself.</param>
internal sealed record AskApproval(string CustomerId, string ActionType, ImmutableSortedDictionary<string, string> Arguments, string? Details, string? AgentId) : IBody<AskApproval>
{
    public static AskApproval Read(JsonForm form)
    {
        var customerId = form.Text("customerId", 64);
        form.Require(customerId.Length == 0 || GrainKey.IsId(customerId), "customerId", $"is {Texts.Quote(customerId)}, which is no customer id");
        return new(customerId, form.Text("actionType", 200), form.OptionalMap("arguments"), form.OptionalText("details", 1_000), form.OptionalText("agentId", 64));
    }
}

/// <param name="Arguments">All of the tool's arguments.</param>
/// <param name="ArgumentsHash">What the caller saw; when it is another by now, nothing is changed.</param>
internal sealed record EditApproval(ImmutableSortedDictionary<string, string> Arguments, string? Notes, string? ArgumentsHash) : IBody<EditApproval>
{
    public static EditApproval Read(JsonForm form) => new(form.OptionalMap("arguments"), form.OptionalText("notes", 1_000), form.OptionalText("argumentsHash", 64));
}

internal sealed record CommentApproval(string Text) : IBody<CommentApproval>
{
    public static CommentApproval Read(JsonForm form) => new(form.Text("text", 1_000));
}

internal enum BulkVerdict { Approve, Reject }

/// <summary>Decides several at once, each by itself.</summary>
/// <param name="Items">By approval id the argumentsHash that the caller saw: what was changed since is left alone.</param>
internal sealed record DecideApprovals(BulkVerdict Decision, ImmutableSortedDictionary<string, string> Items, string? Notes) : IBody<DecideApprovals>
{
    private const int Most = 100;

    public static DecideApprovals Read(JsonForm form)
    {
        var (decision, items) = (form.OneOf<BulkVerdict>("decision"), form.OptionalMap("items"));
        form.Require(items.Count is >= 1 and <= Most, "items", $"has {items.Count}; 1 to {Most} approvals with their argumentsHash are needed");
        return new(decision, items, form.OptionalText("notes", 1_000));
    }
}

/// <param name="Approval">As it is now; null when it was not decided.</param>
/// <param name="Error">Why it was not decided; null when it was.</param>
public sealed record DecidedApproval(string Id, Approval? Approval, string? Error);

/// <summary>What became of each, in the order of their ids.</summary>
public sealed record DecidedApprovals(ImmutableArray<DecidedApproval> Items);
