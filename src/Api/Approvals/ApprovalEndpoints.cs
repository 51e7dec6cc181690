using Aegis.Actions;
using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Api.Idempotency;
using Aegis.Api.Json;
using Aegis.Api.OpenApi;
using Aegis.Api.Security;
using Aegis.Approvals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Approvals;

internal static class ApprovalEndpoints
{
    private const int MaxPage = 200;

    public static void MapApprovals(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/hil/approvals").WithTags("Approvals").Needs(Role.Approver);
        group.MapPost("", AskAsync).Needs(Role.Agent).WithSummary("Asks people to decide on an action; it runs once enough of them agreed.");
        group.MapGet("", ListAsync).Needs(Role.Viewer).WithQuery("status", "customerId", "order", "cursor", "limit")
            .WithSummary("Approvals, newest first, or with order=expiry and status=pending those that expire first; limit is 1 to 200.");
        group.MapGet("/{approvalId}", GetAsync).Needs(Role.Viewer).WithSummary("One approval.");
        group.MapPost("/{approvalId}/approve", ApproveAsync).WithQuery("notes", "argumentsHash")
            .WithSummary("Agrees. With argumentsHash only to the arguments that were seen. Whoever asked may not.");
        group.MapPost("/{approvalId}/reject", RejectAsync).WithQuery("notes", "argumentsHash").WithSummary("Decides against it.");
        group.MapPost("/{approvalId}/edit", EditAsync).WithSummary("Puts other arguments in place of those asked for; agreement given before is void.");
        group.MapPost("/{approvalId}/comments", CommentAsync).Needs(Role.Agent).WithSummary("Adds a comment.");
        group.MapPost("/decide", DecideAllAsync).WithSummary("Decides up to 100 at once, each by itself and only as it was seen.");
    }

    private static async Task<Results<Created<Approval>, Refused>> AskAsync(Body<AskApproval> body, Operation operation, Caller caller)
    {
        var ask = body.Value;
        var asked = await caller.Customer(ask.CustomerId).RequestApprovalAsync(
            caller.Actor, new ActionProposal($"hil:{operation.Id}", ask.AgentId, ask.ActionType, ask.Arguments), ask.Details);
        return asked.Ok ? TypedResults.Created($"/api/hil/approvals/{asked.Value.Id}", asked.Value) : new Refused(asked.Refusal);
    }

    private static async Task<Results<Ok<ApprovalPage>, Refused>> ListAsync(HttpRequest request, Caller caller)
    {
        var form = new QueryForm(request.Query);
        var query = new ApprovalQuery(
            form.OneOf<ApprovalStatus>("status"), form.Text("customerId", 64), form.Text("cursor", 200), (int)form.Number("limit", 1, MaxPage, 50),
            form.OneOf<ApprovalOrder>("order") == ApprovalOrder.Expiry);
        form.Close();
        return Answer.Ok(await caller.Directory.ListApprovalsAsync(caller.Actor, query));
    }

    private static async Task<Results<Ok<Approval>, Refused>> GetAsync(string approvalId, Caller caller) =>
        Answer.Ok(await caller.Directory.GetApprovalAsync(caller.Actor, approvalId));

    private static async Task<Results<Ok<Approval>, Refused>> ApproveAsync(string approvalId, HttpRequest request, Caller caller) =>
        Answer.Ok(await DecideAsync(approvalId, BulkVerdict.Approve, DecisionOf(request), caller));

    private static async Task<Results<Ok<Approval>, Refused>> RejectAsync(string approvalId, HttpRequest request, Caller caller) =>
        Answer.Ok(await DecideAsync(approvalId, BulkVerdict.Reject, DecisionOf(request), caller));

    private static async Task<Results<Ok<Approval>, Refused>> EditAsync(string approvalId, Body<EditApproval> body, Caller caller) => Answer.Ok(
        await ChangeAsync(approvalId, caller, id => caller.Customer(id).EditApprovalAsync(
            caller.Actor, approvalId, new(body.Value.Arguments, body.Value.Notes, body.Value.ArgumentsHash))));

    private static async Task<Results<Ok<Approval>, Refused>> CommentAsync(string approvalId, Body<CommentApproval> body, Caller caller) => Answer.Ok(
        await ChangeAsync(approvalId, caller, id => caller.Customer(id).CommentOnApprovalAsync(caller.Actor, approvalId, body.Value.Text)));

    private static async Task<Ok<DecidedApprovals>> DecideAllAsync(Body<DecideApprovals> body, Caller caller)
    {
        var decided = ImmutableArray.CreateBuilder<DecidedApproval>();
        foreach (var (id, hash) in body.Value.Items)
        {
            var one = await DecideAsync(id, body.Value.Decision, new(body.Value.Notes, hash), caller);
            decided.Add(new(id, one.Value, one.Refusal?.Message));
        }

        return TypedResults.Ok(new DecidedApprovals(decided.ToImmutable()));
    }

    private static Task<Result<Approval>> DecideAsync(string approvalId, BulkVerdict verdict, ApprovalDecision decision, Caller caller) => ChangeAsync(
        approvalId, caller, id => verdict == BulkVerdict.Approve
            ? caller.Customer(id).ApproveAsync(caller.Actor, approvalId, decision)
            : caller.Customer(id).RejectAsync(caller.Actor, approvalId, decision));

    private static ApprovalDecision DecisionOf(HttpRequest request)
    {
        var form = new QueryForm(request.Query);
        var decision = new ApprovalDecision(form.Text("notes", 1_000), form.Text("argumentsHash", 64));
        form.Close();
        return decision;
    }

    /// <summary>The customer decides; what was decided long ago is known to the list alone, and stays as it is.</summary>
    private static async Task<Result<Approval>> ChangeAsync(string approvalId, Caller caller, Func<string, Task<Result<Approval>>> change)
    {
        var known = await caller.Directory.GetApprovalAsync(caller.Actor, approvalId);
        if (!known.Ok)
            return known;
        var changed = await change(known.Value.CustomerId);
        return changed.Refusal?.Kind == RefusalKind.NotFound && known.Value.Status != ApprovalStatus.Pending
            ? new Refusal(RefusalKind.Conflict, $"The approval is {known.Value.Status.ToString().ToLowerInvariant()} already: there is nothing left to decide.", "id")
            : changed;
    }
}

/// <summary>How approvals are listed.</summary>
internal enum ApprovalOrder { Newest, Expiry }
