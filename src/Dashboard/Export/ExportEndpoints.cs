using System.Text;
using Aegis.Actions;
using Aegis.Dashboard.Components.Approvals;
using Aegis.Dashboard.Components.Controls;
using Aegis.Dashboard.Components.Customers;
using Aegis.Dashboard.Components.Interventions;
using Aegis.Dashboard.Components.Ledger;
using Aegis.Dashboard.Grid;
using Aegis.Dashboard.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Dashboard.Export;

/// <summary>The console's lists as CSV, narrowed and ordered as the page shows them, written page by page.</summary>
internal static class ExportEndpoints
{
    private const int PageSize = 200;

    /// <summary>What a spreadsheet takes.</summary>
    private const int MostRows = 1_000_000;

    public static void MapExports(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/export").WithMetadata(ConsoleEndpoint.Instance).ExcludeFromDescription().RequireAuthorization(ConsoleAuthentication.Policy);
        group.MapGet("/customers.csv", CustomersAsync);
        group.MapGet("/interventions.csv", InterventionsAsync);
        group.MapGet("/actions.csv", ActionsAsync);
        group.MapGet("/approvals.csv", ApprovalsAsync);
        group.MapGet("/waiting.csv", WaitingAsync);
        group.MapGet("/customers/{id}/ledger.csv", LedgerAsync);
        group.MapGet("/customers/{id}/actions.csv", ActionsOfAsync);
        group.MapSettingsExports();
    }

    private static Task CustomersAsync(HttpContext context, ConsoleGrid grid, string? q, string? status, string? tier, string? stage, string? sort)
    {
        var view = CustomerListView.Of(q, status, tier, stage, sort);
        return WriteAsync(context, "customers",
            Csv.Row("id", "company", "email", "tier", "stage", "health", "engagement", "reasons", "calls", "error_rate", "trend", "last_call_at", "created_at"),
            async cursor =>
            {
                var page = await grid.Directory.ListCustomersAsync(grid.Actor, view.Page(cursor, PageSize));
                return page.Ok ? new CsvPage(page.Value.Items.Select(c => Csv.Row(
                    c.Id, c.Company, c.Email, Words.Snake(c.Tier), Words.Snake(c.Stage), Words.Snake(c.Health.Status), c.Health.EngagementScore,
                    string.Join(" ", c.Health.RiskFactors), c.TotalApiCalls, c.ErrorRate, Words.Snake(c.UsageTrend), c.LastApiCallAt, c.CreatedAt)), page.Value.Next) : page.Refusal;
            });
    }

    private static Task InterventionsAsync(HttpContext context, ConsoleGrid grid, string? status, string? type, string? priority, string? customer, string? opened, string? ended)
    {
        var filter = InterventionFilter.Of(status, type, customer, null, opened, ended, priority);
        return WriteAsync(context, "interventions",
            Csv.Row("id", "type", "customer_id", "customer", "priority", "status", "reason", "diagnosis", "actions_taken", "ticket", "created_at", "resolved_at"),
            async cursor =>
            {
                var page = await InterventionFeed.ReadAsync(grid, filter with { Cursor = cursor }, PageSize);
                return page.Ok ? new CsvPage(page.Value.Items.Select(i => Csv.Row(
                    i.Id, Words.Snake(i.Type), i.CustomerId, i.CustomerName, Words.Snake(i.Priority), Words.Snake(i.Status), i.Reason, i.Diagnosis,
                    string.Join("; ", i.ActionsTaken), i.Ticket?.Key, i.CreatedAt, i.ResolvedAt)), page.Value.Next) : page.Refusal;
            });
    }

    private static Task ActionsAsync(HttpContext context, ConsoleGrid grid, string? status)
    {
        var wanted = Words.Parse<ActionStatus>(status) ?? ActionStatus.Unknown;
        return WriteAsync(context, "actions", ActionHead, async cursor =>
        {
            var page = await grid.Directory.ListActionsAsync(grid.Actor, wanted, cursor, PageSize);
            return page.Ok ? new CsvPage(page.Value.Items.Select(Row), page.Value.Next) : page.Refusal;
        });
    }

    private static Task ActionsOfAsync(HttpContext context, ConsoleGrid grid, string id) => WriteAsync(context, $"actions-{id}", ActionHead, async _ =>
    {
        var list = await grid.Customer(id).ListActionsAsync(grid.Actor);
        return list.Ok ? new CsvPage(list.Value.OrderByDescending(a => a.BegunAt).Select(Row), null) : list.Refusal;
    });

    private static string ActionHead => Csv.Row("id", "customer_id", "tool", "status", "evidence", "begun_at", "ended_at");

    private static string Row(ActionRecord action) =>
        Csv.Row(action.Id, action.CustomerId, action.Name, Words.Snake(action.Status), action.Evidence, action.BegunAt, action.EndedAt);

    private static Task WaitingAsync(HttpContext context, ConsoleGrid grid) => WriteAsync(context, "waiting",
        Csv.Row("customer_id", "customer", "why", "since"),
        async cursor =>
        {
            var page = await grid.Directory.ListWaitingAsync(grid.Actor, cursor, PageSize);
            return page.Ok ? new CsvPage(page.Value.Items.Select(t => Csv.Row(t.CustomerId, t.CustomerName, AttentionList.Of(t).Why, t.Since)), page.Value.Next) : page.Refusal;
        });

    private static Task ApprovalsAsync(HttpContext context, ConsoleGrid grid, string? status, string? customer)
    {
        var filter = ApprovalFilter.Of(status, customer, null);
        return WriteAsync(context, "approvals",
            Csv.Row("id", "customer_id", "customer", "tool", "details", "arguments", "cost", "status", "asked_by", "asked_at", "expires_at", "decided_by", "decided_at", "notes", "action_status", "evidence"),
            async cursor =>
            {
                var page = await grid.Directory.ListApprovalsAsync(grid.Actor, filter.Page(cursor, PageSize));
                return page.Ok ? new CsvPage(page.Value.Items.Select(a => Csv.Row(
                    a.Id, a.CustomerId, a.CustomerName, a.ActionType, a.Details, string.Join("; ", a.Arguments.Select(p => $"{p.Key}={p.Value}")), a.Cost?.Text, Words.Snake(a.Status),
                    a.RequestedBy, a.Timestamp, a.ExpiresAt, a.DecidedBy, a.ApprovedAt ?? a.RejectedAt ?? a.ClosedAt, a.Notes, Words.Snake(a.ActionStatus), a.Evidence)), page.Value.Next) : page.Refusal;
            });
    }

    private static Task LedgerAsync(HttpContext context, ConsoleGrid grid, string id, string? kind, string? who, string? action, string? at)
    {
        var filter = LedgerFilter.Of(kind, who, action, null, PageAddress.Moment(at));
        return WriteAsync(context, $"ledger-{id}",
            Csv.Row("seq", "at", "kind", "actor", "action_id", "data", "hash"),
            async cursor =>
            {
                var page = await grid.Directory.ReadTimelineAsync(grid.Actor, id, (filter with { Before = LedgerFilter.Place(cursor) }).Query(PageSize));
                return page.Ok ? new CsvPage(page.Value.Items.Select(e => Csv.Row(e.Seq, e.At, e.Kind, e.Actor, e.ActionId, e.Data, e.Hash)), page.Value.Next) : page.Refusal;
            });
    }

    internal static async Task WriteAsync(HttpContext context, string name, string head, Func<string?, Task<Result<CsvPage>>> read)
    {
        var response = context.Response;
        var page = await read(null);
        if (!page.Ok)
        {
            response.StatusCode = page.Refusal.Kind switch
            {
                RefusalKind.NotFound => StatusCodes.Status404NotFound,
                RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
                _ => StatusCodes.Status400BadRequest,
            };
            await response.WriteAsync(page.Refusal.Message, Encoding.UTF8, context.RequestAborted);
            return;
        }

        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        response.Headers.CacheControl = "no-store";
        // Spreadsheets take a file for UTF-8 by its mark.
        await response.WriteAsync("\uFEFF" + head, Encoding.UTF8, context.RequestAborted);
        for (var rows = 0; page is { Value: { } shown } && rows < MostRows; rows += PageSize)
        {
            await response.WriteAsync(string.Concat(shown.Rows), Encoding.UTF8, context.RequestAborted);
            page = shown.Next is { } next ? await read(next) : null;
        }
    }
}
