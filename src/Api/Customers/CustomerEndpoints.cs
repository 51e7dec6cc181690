using Aegis.Actors;
using Aegis.Api.Http;
using Aegis.Api.Idempotency;
using Aegis.Api.Json;
using Aegis.Api.OpenApi;
using Aegis.Api.Security;
using Aegis.Customers;
using Aegis.Directory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Api.Customers;

internal static class CustomerEndpoints
{
    private const int DefaultPage = 50;
    private const int MaxPage = 200;
    private const int MaxQueryLength = 200;

    public static void MapCustomers(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/customers").WithTags("Customers").Needs(Role.Viewer);
        group.MapPost("", CreateAsync).Needs(Role.Agent).WithSummary("Registers a customer; the same profile again is confirmed.");
        group.MapGet("", ListAsync).WithQuery("status", "tier", "stage", "q", "cursor", "limit")
            .WithSummary("Customers by id; q holds words of company, e-mail or id, limit is 1 to 200.");
        group.MapGet("/{id}", GetAsync).WithSummary("One customer.");
        group.MapPatch("/{id}", ChangeAsync).Needs(Role.Agent).WithSummary("Changes the fields sent.");
        group.MapDelete("/{id}", EraseAsync).Needs(Role.Admin).WithSummary("Erases the customer: destroys the sealing key and all that names the customer.");
        group.MapGet("/{id}/health", GetHealthAsync).WithSummary("Health with its reasons and the windows it was judged from.");
        group.MapGet("/{id}/ledger", ReadLedgerAsync).WithQuery("after", "limit").WithSummary("The customer's history in order, after a number; limit is 1 to 500.");
        group.MapGet("/{id}/past", ReadPastAsync).WithQuery("at").WithSummary("The customer as it was at a moment, rebuilt from its ledger; 404 before Aegis knew it.");
    }

    private static async Task<Results<Created<Customer>, Refused>> CreateAsync(Body<CreateCustomer> body, Caller caller, Operation operation)
    {
        var customer = body.Value;
        var id = customer.Id ?? $"cus_{operation.Id[..20]}";
        var created = await caller.Customer(id).CreateAsync(
            caller.Actor, new NewCustomer(customer.Company, customer.Email, customer.TechStack ?? [], customer.TimeZone));
        return created.Ok ? TypedResults.Created($"/api/customers/{id}", created.Value) : new Refused(created.Refusal);
    }

    private static async Task<Results<Ok<CustomerPage>, Refused>> ListAsync(HttpRequest request, Caller caller)
    {
        var form = new QueryForm(request.Query);
        var query = new CustomerQuery(
            form.OneOf<HealthStatus>("status"), form.OneOf<Tier>("tier"), form.OneOf<Stage>("stage"),
            form.Text("q", MaxQueryLength), form.Text("cursor", MaxQueryLength), (int)form.Number("limit", 1, MaxPage, DefaultPage));
        form.Close();
        return Answer.Ok(await caller.Directory.ListCustomersAsync(caller.Actor, query));
    }

    private static async Task<Results<Ok<Customer>, Refused>> GetAsync(string id, Caller caller) =>
        Answer.Ok(await caller.Customer(id).GetAsync(caller.Actor));

    private static async Task<Results<Ok<Customer>, Refused>> ChangeAsync(string id, Body<ChangeCustomer> body, Caller caller)
    {
        var changes = body.Value;
        return Answer.Ok(await caller.Customer(id).UpdateAsync(
            caller.Actor, new CustomerChanges(changes.Company, changes.Email, changes.TechStack, changes.TimeZone)));
    }

    private static async Task<Results<NoContent, Refused>> EraseAsync(string id, Caller caller) =>
        Answer.Nothing(await caller.Orchestrator(id).EraseAsync(caller.Actor));

    private static async Task<Results<Ok<HealthReport>, Refused>> GetHealthAsync(string id, Caller caller) =>
        Answer.Ok(await caller.Customer(id).GetHealthAsync(caller.Actor));

    private static async Task<Results<Ok<CustomerPast>, Refused>> ReadPastAsync(string id, HttpRequest request, Caller caller)
    {
        var form = new QueryForm(request.Query);
        var at = form.Time("at");
        form.Close();
        return Answer.Ok(await caller.Directory.ReadCustomerPastAsync(caller.Actor, id, at));
    }

    private static async Task<Results<Ok<LedgerPageView>, Refused>> ReadLedgerAsync(string id, HttpRequest request, Caller caller)
    {
        var form = new QueryForm(request.Query);
        var (after, limit) = (form.Number("after", 0, long.MaxValue, 0), (int)form.Number("limit", 1, 500, 100));
        form.Close();
        return Answer.Ok(await caller.Directory.ReadLedgerAsync(caller.Actor, id, after, limit), LedgerPageView.Of);
    }
}
